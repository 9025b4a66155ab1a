// The licences of what is bundled: nearly all of them ask for no more than that their text goes along.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The text of a file with the licence of every package whose files went into a build. */
export async function noticesOf (metafiles) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).map(folderOf).filter(Boolean))
  const notices = await Promise.all([...folders].map(noticeOf))
  const texts = [...new Map(notices.map(notice => [notice.title, notice])).values()].sort((a, b) => a.title < b.title ? -1 : 1)
  return 'tms-sandbox contains these packages, each under its own licence. The page of the documentation (dist/static) is Swagger UI of\n' +
    'SmartBear Software, under Apache-2.0, whose text is below.\n' +
    texts.map(({ title, text }) => `\n${'-'.repeat(72)}\n${title}\n\n${text.trim()}\n`).join('')
}

const folderOf = (path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0]

async function noticeOf (folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const files = (await readdir(folder)).filter(file => /^(?:licen[cs]e|notice|copying)/i.test(file)).sort()
  const text = (await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')))).join('\n\n')
  return { title: `${name} ${version} (${license})`, text: text || `Its package has no file with the text of ${license}.` }
}
