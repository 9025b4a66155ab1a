import { run } from '../../../sandbox/database.ts'

/** Gives a user a role, and a password where one is named. */
export const giveRole = run(`
  UPDATE user SET more = json_set(more, '$.MainRoleID', json_array(:role)), password = coalesce(:password, password) WHERE id = :userId`)
