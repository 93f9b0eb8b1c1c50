import { fromBase64, fromUtf8, toBase64, utf8 } from '../../src/device/bytes'
import type { Box } from '../../src/device/box'
import type { Kind, Person } from '../../src/device/types'
import { forms } from './forms'

interface Kept { text: string; receipt: string; outcome: 'accepted' | 'quarantined' }
interface Truth { records: Map<string, Kept>; epoch: string; tokens: Set<string>; issued: number }

const json = (body: unknown, status = 200, headers = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })

/** What the phone needs of the server, in memory: as strict about bytes as the real one. */
export class FakeServer {
  records = new Map<string, Kept>()
  epoch = 'e1'
  tokens = new Set<string>()
  people: Person[] = []
  feedback = new Map<string, string>()
  password = 'right'
  sealTo = { id: 'k1', point: '' }
  formVersion = '1'
  /** Nothing gets through. */
  offline = false
  /** It does what is asked, and the answer is lost. */
  loses: (path: string) => boolean = () => false
  /** A status instead of an answer, by path and body. */
  fails: (path: string, body: string) => number | undefined = () => undefined
  /** The line breaks, by path and body. */
  breaks: (path: string, body: string) => boolean = () => false
  answersFor: (id: string) => boolean = () => true
  /** Other bytes came under an id that is known. */
  reused = 0
  asked: string[] = []
  batches: number[] = []
  private issued = 0
  private key!: CryptoKey

  constructor(readonly clock: () => number) {}

  async open() {
    const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
    this.key = pair.privateKey
    this.sealTo.point = toBase64(await crypto.subtle.exportKey('raw', pair.publicKey))
    return this
  }

  backup = (): Truth => ({ records: new Map(this.records), epoch: this.epoch, tokens: new Set(this.tokens), issued: this.issued })

  restore(then: Truth) {
    this.records = new Map(then.records)
    this.tokens = new Set(then.tokens)
    this.epoch = `e${Math.random()}`
  }

  fetch = async (input: any, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input), 'http://server')
    const path = url.pathname.replace('/api/v1', '')
    const body = (init.body as string) ?? ''
    this.asked.push(path)
    await Promise.resolve()
    if (this.offline || this.breaks(path, body)) throw new TypeError('Failed to fetch')
    const status = this.fails(path, body)
    if (status) return json({ title: '出错了', code: 'test' }, status)
    const answer = await this.answer(path, url.searchParams, body, new Headers(init.headers).get('Authorization'))
    if (this.loses(path)) throw new TypeError('Failed to fetch')
    answer.headers.set('Date', new Date(this.clock()).toUTCString())
    return answer
  }

  private async answer(path: string, query: URLSearchParams, body: string, authorization: string | null) {
    if (path === '/tokens') return this.signIn(JSON.parse(body))
    if (path === '/handovers') return this.takeBoxes(JSON.parse(body).boxes)
    if (!authorization || !this.tokens.has(authorization.replace('Bearer ', ''))) return json({ title: '没有登录，或登录已失效' }, 401)
    if (path === '/phone') return json(this.phone(authorization))
    if (path.startsWith('/forms/')) return json({ ...forms[path.split('/')[2] as Kind], version: this.formVersion })
    if (path === '/worklist') return json(this.worklist(query.get('after')))
    if (path === '/records') return this.takeRecords(body)
    if (path === '/feedback') return this.hear(JSON.parse(body))
    return json({ title: '没有' }, 404)
  }

  private signIn({ userName, password }: any) {
    if (password !== this.password) return json({ title: '登录名、密码或验证码不对，或账号已锁定', code: 'access.wrong' }, 401)
    const token = `${userName}-${++this.issued}`
    this.tokens.add(token)
    return json({ token, until: new Date(this.clock() + 90 * 86_400_000).toISOString() })
  }

  private phone(authorization: string) {
    const userName = authorization.replace('Bearer ', '').replace(/-\d+$/, '')
    const calls = { emergency: '120', village: [], advice: '12345' }
    const settings = { photos: false, location: false, basis: null }
    const { sealTo, formVersion } = this
    return { userName, name: '赵探访', organisation: '示范镇', roles: ['visitor'], visitors: ['赵探访'], place: '示范县示范镇', calls, settings, sealTo, formVersion }
  }

  private worklist(after: string | null) {
    const full = !after?.startsWith(this.epoch + '.')
    const asOf = new Date(this.clock()).toISOString()
    const leaseUntil = new Date(this.clock() + 72 * 3_600_000).toISOString()
    return { epoch: this.epoch, cursor: `${this.epoch}.${this.clock()}`, full, asOf, leaseUntil, items: full ? this.people : [], gone: [], beyond: 0 }
  }

  private takeRecords(body: string) {
    const texts = slice(body)
    this.batches.push(texts.length)
    return json({ items: texts.filter(text => this.answersFor(JSON.parse(text).id)).map(text => this.keep(text, 'accepted')) })
  }

  private async takeBoxes(boxes: Box[]) {
    const plain = await Promise.all(boxes.map(box => this.unseal(box)))
    return json({ items: plain.map(({ record }) => this.keep(record, 'quarantined')) })
  }

  private keep(text: string, outcome: Kept['outcome']) {
    const { id, body } = JSON.parse(text)
    const before = this.records.get(id)
    if (before && before.text !== text) this.reused++
    if (before) return { id, outcome: 'duplicate', receipt: before.receipt, currentOutcome: before.outcome }
    if (body?.suggestion === 'refuse me') return { id, outcome: 'rejected', reason: '单条记录超过 256 KB', code: 'too-large' }
    if (body?.suggestion === 'odd') outcome = 'quarantined'
    const kept: Kept = { text, outcome, receipt: `r-${id}` }
    this.records.set(id, kept)
    return { id, outcome, receipt: kept.receipt, ordinal: outcome === 'accepted' ? 1 : undefined, reason: outcome === 'quarantined' ? '待处理' : undefined }
  }

  private hear({ id, text }: any) {
    this.feedback.set(id, text)
    return new Response(null, { status: 204 })
  }

  /** As the contract says it, with the private key. */
  async unseal(box: Box): Promise<{ token: string; record: string }> {
    const theirs = await crypto.subtle.importKey('raw', fromBase64(box.epk), { name: 'ECDH', namedCurve: 'P-256' }, false, [])
    const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, this.key, 256)
    const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits'])
    const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: utf8('tanfang handover v1') }
    const bits = await crypto.subtle.deriveBits(how, material, 256)
    const key = await crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['decrypt'])
    const opened = { name: 'AES-GCM', iv: fromBase64(box.iv), additionalData: utf8(box.id) }
    return JSON.parse(fromUtf8(await crypto.subtle.decrypt(opened, key, fromBase64(box.box))))
  }
}

/** The items as they were sent, byte for byte. */
function slice(body: string): string[] {
  const start = body.indexOf('"items":[') + 9
  const texts: string[] = []
  for (let [at, depth, from, quoted] = [start, 0, start, false]; at < body.length; at++) {
    const c = body[at]
    if (quoted) {
      if (c === '\\') at++
      else if (c === '"') quoted = false
    } else if (c === '"') quoted = true
    else if (c === '{' && depth++ === 0) from = at
    else if (c === '}' && --depth === 0) texts.push(body.slice(from, at + 1))
  }
  // The last brace closes the body itself.
  return texts
}
