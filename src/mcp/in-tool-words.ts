import type { Given, Tool } from './tool.ts'

/**
 * What the sandbox advises as a request, by the name of the tool that is it; with its sandbox, where that is another than the one that was
 * asked. Where one sandbox is all that can be reached, it need not be named.
 */
export const inToolWords = (text: string, tools: readonly Tool[], given: Given = {}): string => tools.reduce((said, tool) =>
  tool.request ? said.replace(tool.request, (_, id?: string) => worded(tool, id, given)) : said, text)

function worded ({ name, arguments: known }: Tool, id: string | undefined, { sandbox: asked = 'default' }: Given): string {
  return id !== undefined && id !== asked && 'sandbox' in known ? `${name} with the sandbox "${id}"` : name
}

/** So many requests are told of beside a text. */
const mostTold = 10

/** Which tools the requests are that stand in a text, where that is recorded and stays to the letter; undefined where there are none. */
export function toolsBeside (text: string, tools: readonly Tool[], given: Given): string | undefined {
  const found = new Map(tools.flatMap(tool => tool.request
    ? [...text.matchAll(tool.request)].map(([request, id]) => [request, worded(tool, id, given)] as const)
    : []))
  if (found.size === 0) return undefined
  const told = [...found].slice(0, mostTold).map(([request, name]) => `${request} is ${name}`)
  return `Of the requests that are named above, these are tools here: ${told.join('; ')}.`
}
