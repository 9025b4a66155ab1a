/** SQL of the day on which a learner was born, as it is read, by the name that the learner has. */
export const dayOfBirthOf = (learner: string): string =>
  `CASE WHEN :birthAsWritten THEN coalesce(${learner}.dateOfBirthAsWritten, newZealandDay(${learner}.dateOfBirth))
      ELSE newZealandDay(${learner}.dateOfBirth) END`

/** The same of the learner `record`. */
export const dayOfBirth = dayOfBirthOf('record')
