/** The file whose options count where one starts the program beside it. */
export const usualFile = 'tms-sandbox.config.json'
