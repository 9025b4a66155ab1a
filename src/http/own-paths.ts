/** Which paths are the sandbox's own; none has that of a sandbox before it. */

/** What is under no contract. */
export const isOwn = (url: string): boolean => /^\/(?:__admin|docs|livez|readyz|metrics)(?:[/?]|$)/i.test(url)

/** What is sent to the sandbox's own API, though it may be mistyped: `/__admin/clok`, `//__admin/clock`, `/_admin/clock`. */
export const isMeantForAdmin = (url: string): boolean => /^\/+_*admin(?:[/?]|$)/i.test(url)
