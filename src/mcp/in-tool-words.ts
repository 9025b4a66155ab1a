import type { Given, Tool } from './tool.ts'

/**
 * What the sandbox advises as a request, by the name of the tool that is it; with its sandbox, where that is another than the one that was
 * asked. Where one sandbox is all that can be reached, it need not be named.
 */
export function inToolWords (text: string, tools: readonly Tool[], { sandbox: asked = 'default' }: Given = {}): string {
  const isNamed = (tool: Tool, id: string | undefined) => id !== undefined && id !== asked && 'sandbox' in tool.arguments
  return tools.reduce((said, tool) => tool.request
    ? said.replace(tool.request, (_, id?: string) => isNamed(tool, id) ? `${tool.name} with the sandbox "${id}"` : tool.name)
    : said, text)
}
