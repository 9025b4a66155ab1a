/**
 * How a sentence has a request to the sandbox's own API, such as `POST /__admin/clock/advance`, as a pattern. Its groups are the id of the
 * sandbox in its path, and what stands there for each `:name`; what ends a sentence is no part of it.
 */
export const requestIn = (method: string, path: string): string =>
  `\\b${method} (?:/sandboxes/([^/\\s]+))?${path.replace(/:\w+/g, '([^/\\s?:]*[^/\\s?:.,;)])')}(?![\\w/{-])`
