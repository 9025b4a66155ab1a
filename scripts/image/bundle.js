// Writes how an image is run, as runtimes of containers take it, out of what `buildah inspect` says of the image:
// buildah inspect --type image IMAGE | node scripts/image/bundle.js FOLDER ROOT
import { readFileSync } from 'node:fs'

const [folder, root] = process.argv.slice(2)
const { Docker: { config } } = JSON.parse(readFileSync(0, 'utf8'))
const users = readFileSync(`${root}/etc/passwd`, 'utf8').split('\n').map(line => line.split(':'))
const [, , uid, gid] = users.find(([name]) => name === config.User)
const port = new URL(process.env.URL).port

console.log(JSON.stringify({
  ociVersion: '1.0.0',
  process: {
    terminal: false,
    user: { uid: Number(uid), gid: Number(gid) },
    args: [...config.Entrypoint, ...config.Cmd, '--data', '/data'],
    env: [...config.Env, `TMS_SANDBOX_PORT=${port}`, `TMS_SANDBOX_ADMIN_TOKEN=${process.env.ADMIN_TOKEN}`],
    cwd: config.WorkingDir,
    noNewPrivileges: true
  },
  root: { path: root, readonly: true },
  mounts: [
    { destination: '/proc', type: 'proc', source: 'proc' },
    { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'strictatime', 'mode=755', 'size=65536k'] },
    { destination: '/data', type: 'bind', source: `${folder}/data`, options: ['rbind', 'rw'] }
  ],
  // Without a network of its own, so that its port is this machine's.
  linux: { namespaces: ['pid', 'mount', 'ipc', 'uts'].map(type => ({ type })) },
  annotations: { health: config.Healthcheck.Test.slice(1).join(' ') }
}))
