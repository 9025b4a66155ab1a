export const app = 'a host'
