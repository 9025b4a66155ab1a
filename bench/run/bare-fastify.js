import fastify from 'fastify'

// An ordinary Fastify application that keeps nothing: routes, a parsed body, replies by schema.
// node bench/bare-fastify.js PLAN [LIST]: the plan that it has as an object, the list as text.
const plan = JSON.parse(process.argv[2])
const list = process.argv[3]

const text = { type: 'string' }
const Visit = { type: 'object', properties: { visitLocalId: text, visitDate: text } }
const TrainingPlan = {
  type: 'object',
  properties: { trainingPlanSignedDate: text, learnerLocalId: text, trainingPlanLocalId: text, trainingAgreementLocalId: text }
}
const TrainingPlanWithVisits = { type: 'object', properties: { trainingPlan: TrainingPlan, visits: { type: 'array', items: Visit } } }
const Acknowledged = { type: 'object', properties: { localId: text, errors: { type: 'array', items: text } } }
const Acknowledgement = { type: 'object', properties: { submissionToken: text, content: { type: 'array', items: Acknowledged } } }

const app = fastify()
const path = '/work-submission-api/v1.0/training-plans/:trainingPlanLocalId'

app.get(path, { schema: { response: { 200: TrainingPlanWithVisits } } }, async () => plan)

app.post(`${path}/visits`, { schema: { response: { 201: Visit } } }, async (request, reply) => {
  reply.code(201)
  return request.body
})

app.get('/accessplan/api/v2/CourseDate', (_request, reply) => reply.type('application/json; charset=utf-8').send(list))

app.put('/submissions/v1.0/learners', { schema: { response: { 200: Acknowledgement } } }, async ({ body: { submissionToken, content } }) =>
  ({ submissionToken, content: content.map(({ localId }) => ({ localId, errors: [] })) }))

console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
