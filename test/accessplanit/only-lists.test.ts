import './platform/long-lists.ts'
