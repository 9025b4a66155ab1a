import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const shipped = fileURLToPath(new URL('../../deploy/nginx/', import.meta.url))

/** Whether there is one on this machine. */
export const hasNginx = () => spawnSync('nginx', ['-v']).status === 0

/** The nginx of deploy/, without TLS, before servers at these ports; its own files are in a folder. */
export async function startNginx (folder, ports, tokens = '') {
  const port = await freePort()
  mkdirSync(folder, { recursive: true })
  const own = (name, text) => writeFileSync(join(folder, name), text)
  const conf = readFileSync(join(shipped, 'tms-sandbox.conf'), 'utf8')
  own('tms-sandbox.conf', conf.replaceAll('/etc/nginx/tms-sandbox/', `${folder}/`))
  const servers = readFileSync(join(shipped, 'servers.conf'), 'utf8')
  own('servers.conf', ports.reduce((text, it, at) => text.replace(`:401${at + 1} `, `:${it} `), servers)
    .replaceAll(/^server .*:401\d .*\n/gm, ''))
  own('listen.conf', `listen 127.0.0.1:${port};\n`)
  if (tokens === '') copyFileSync(join(shipped, 'tokens.conf'), join(folder, 'tokens.conf'))
  else own('tokens.conf', tokens)
  own('nginx.conf', `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
events { worker_connections 1024; }
http {
  client_body_temp_path ${folder}/bodies; proxy_temp_path ${folder}/replies;
  log_format sandboxes '$sandbox|$request_method|$status|$upstream_addr|$upstream_bytes_sent';
  access_log ${folder}/access.log sandboxes;
  include ${folder}/tms-sandbox.conf;
}
`)
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'] })
  process.on('exit', () => child.kill('SIGTERM'))
  await untilListening(port, child)
  return {
    url: `http://127.0.0.1:${port}`,
    /** Each answered request: its sandbox, method, status, the ports that were asked in turn, and how many bytes each was sent. */
    log: () => readFileSync(join(folder, 'access.log'), 'utf8').split('\n').filter(line => line !== '').map(line => {
      const [sandbox, method, status, asked, sent] = line.split('|')
      const ports = asked.split(', ').map(it => Number(it.replace(/.*:/, '')))
      return { sandbox, method, status: Number(status), ports, sent: sent.split(', ').map(Number) }
    }),
    stop: () => new Promise(resolve => child.once('exit', resolve) && child.kill('SIGQUIT'))
  }
}

export async function freePort () {
  const server = createServer()
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise(resolve => server.close(resolve))
  return port
}

export async function untilListening (port, child) {
  for (let tries = 0; tries < 600; tries++) {
    const isThere = await new Promise(resolve => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy() !== undefined)).on('error', () => resolve(false))
    })
    if (isThere) return
    if (child.exitCode !== null) break
    await setTimeout(50)
  }
  const program = child.spawnargs.find(word => word !== process.execPath)
  throw new Error(child.exitCode === null
    ? `${program} does not listen at port ${port} after half a minute`
    : `${program} ended with ${child.exitCode} before it listened at port ${port}; what it said of it is above`)
}
