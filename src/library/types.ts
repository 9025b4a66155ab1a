// What the sandbox's own API takes and answers, by the names that its OpenAPI document has.
export type Clock = { mode: 'real' | 'frozen' | 'offset', now: string, today: string, zone: string }
