import type { Subject } from './tool.ts'

/** What a document suggests to authorise with, by the name of its scheme; an account of Education Sector Logon is in the README. */
export function credentialsOf ({ document }: Subject): Record<string, string> {
  const schemes = Object.entries<any>(document.components.securitySchemes ?? {})
  return Object.fromEntries(schemes.flatMap(([name, { scheme, description }]) => {
    if (scheme === 'basic') return [[name, Buffer.from('demo-tms:demo-secret').toString('base64')]]
    const suggested = /demo-[\w-]+/.exec(description)
    return suggested ? [[name, suggested[0]]] : []
  }))
}
