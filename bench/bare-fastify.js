import fastify from 'fastify'

// An ordinary Fastify application that keeps nothing: routes, a parsed body, replies by schema.
const plan = JSON.parse(process.argv[2])

const text = { type: 'string' }
const Visit = { type: 'object', properties: { visitLocalId: text, visitDate: text } }
const TrainingPlan = {
  type: 'object',
  properties: { trainingPlanSignedDate: text, learnerLocalId: text, trainingPlanLocalId: text, trainingAgreementLocalId: text }
}
const TrainingPlanWithVisits = { type: 'object', properties: { trainingPlan: TrainingPlan, visits: { type: 'array', items: Visit } } }

const app = fastify()
const path = '/work-submission-api/v1.0/training-plans/:trainingPlanLocalId'

app.get(path, { schema: { response: { 200: TrainingPlanWithVisits } } }, async () => plan)

app.post(`${path}/visits`, { schema: { response: { 201: Visit } } }, async (request, reply) => {
  reply.code(201)
  return request.body
})

console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
