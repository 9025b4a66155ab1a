/**
 * What the page of the documentation does besides, in the browser: it finds everything from its own address, so that it is of the sandbox
 * that it was opened for, wherever a proxy has it; it fills in that sandbox's credentials; and it leads back.
 */
export const documentationScript = `
const root = new URL(location.pathname.replace(/docs(?:\\/[^/]*)?$/, ''), location.href)
const token = sessionStorage.getItem('tms-sandbox admin token')

const apis = fetch(new URL('__admin/apis', root), { headers: token ? { Authorization: 'Bearer ' + token } : {} })
  .then(reply => reply.ok ? reply.json() : { apis: [] }).then(({ apis }) => apis).catch(() => [])

const createPage = window.SwaggerUIBundle
let ui
window.SwaggerUIBundle = Object.assign(config => (ui = createPage({
  ...config,
  urls: config.urls.map(({ name, url }) => ({ name, url: new URL(url.slice(1), root).href })),
  requestInterceptor: here,
  onComplete: fillIn
})), createPage)

/** The document says where its operations are for a program; the page asks for them where it is itself. */
function here (request) {
  if (request.loadSpec) return request
  const { pathname, search } = new URL(request.url, location.href)
  const path = pathname.startsWith(root.pathname) ? pathname.slice(root.pathname.length - 1) : pathname
  request.url = new URL(path.replace(/^\\/sandboxes\\/[^/]+(?=\\/)/, '').slice(1) + search, root).href
  return request
}

async function fillIn () {
  const [, service] = /openapi\\/([\\w-]+)\\.json/.exec(ui.specSelectors.url()) ?? []
  const { credentials = [] } = (await apis).find(({ name }) => name === service) ?? {}
  const isPair = ({ value }) => value.includes(' / ')
  const schemes = ui.specSelectors.specJson().toJS().components?.securitySchemes ?? {}
  for (const [name, { scheme }] of Object.entries(schemes)) {
    const found = service === 'admin' ? token && { value: token } : credentials.find(it => isPair(it) === (scheme === 'basic'))
    if (!found) continue
    if (scheme === 'basic') ui.preauthorizeBasic(name, ...found.value.split(' / '))
    else ui.preauthorizeApiKey(name, found.value)
  }
}

const back = document.createElement('a')
back.id = 'back'
back.href = root.href
back.textContent = '\\u2190 tms-sandbox'
document.body.prepend(back)

// What programs read of an operation's rules is a list in its description, too, which is what people read.
new MutationObserver(() => {
  for (const cell of document.querySelectorAll('.opblock-section td:first-child')) {
    if (cell.textContent === 'x-rules') cell.parentNode.hidden = true
  }
}).observe(document, { childList: true, subtree: true })
`

export const documentationStyle = `
#back { display: block; background: #12343b; color: #f2f6f5; padding: 10px 24px; font: 600 16px sans-serif; text-decoration: none }
#back:hover { text-decoration: underline }
`
