/** What an answer of each operation must be, as far as any server can give it: of a list, some answer the array alone. */
const shapes = {
  plan: ({ trainingPlan, visits }) => typeof trainingPlan?.trainingPlanSignedDate === 'string' && visits?.length === 12,
  visit: ({ visitLocalId, visitDate }) => typeof visitLocalId === 'string' && /^\d{4}-\d\d-\d\d$/.test(visitDate),
  list: (answer) => {
    const results = answer.results ?? answer
    return results.length === 50 && results.every(({ ID, StartDate }) => ID !== undefined && typeof StartDate === 'string')
  },
  batch: ({ submissionToken, content }) => typeof submissionToken === 'string' && content?.length === 100 &&
    content.every(({ localId, errors }) => typeof localId === 'string' && Array.isArray(errors))
}

const mostRemembered = 1000

/** Whether a text is an answer of an operation. A text that was looked at before is known. */
export function checking (operation) {
  const known = new Set()
  return (text) => known.has(text) || (isAnswer(operation, text) && (known.size >= mostRemembered || Boolean(known.add(text))))
}

function isAnswer (operation, text) {
  try {
    return shapes[operation](JSON.parse(text))
  } catch {
    return false
  }
}
