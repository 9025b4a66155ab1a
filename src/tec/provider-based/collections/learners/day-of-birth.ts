/** SQL of the day on which the learner `record` was born, as it is read. */
export const dayOfBirth = `CASE WHEN :birthAsWritten THEN coalesce(record.dateOfBirthAsWritten, newZealandDay(record.dateOfBirth))
      ELSE newZealandDay(record.dateOfBirth) END`
