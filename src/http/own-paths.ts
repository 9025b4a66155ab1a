/** Which paths are the sandbox's own; none has that of a sandbox before it. */

/** `/__admin` behind the path of an API, as it is with a client whose base URL leads there. */
const hasAdmin = /^[^?]*\/__admin(?:[/?]|$)/i

/** What people call the journal who have not seen it, and after what. */
export const calledJournal = /^(\/_*admin)\/(?:journals?|logs?|history|calls|explain|explanations?|why)(?=\/|$)/i

/** What is under no contract. */
export const isOwn = (url: string): boolean => /^\/(?:docs|livez|readyz|metrics)(?:[/?]|$)/i.test(url) || hasAdmin.test(url)

/**
 * What is sent to the sandbox's own API, though it may be mistyped: `/__admin/clok`, `//__admin/clock`, `/_admin/clock`, `/__admn/clock`,
 * `/sandboxes`. No path of an API begins with `_`.
 */
export const isMeantForAdmin = (url: string): boolean =>
  /^\/+(?:_|admin(?:[/?]|$))|^\/sandboxes\/?(?:\?|$)/i.test(url) || hasAdmin.test(url)
