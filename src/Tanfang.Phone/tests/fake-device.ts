import { chinaDay, chinaIso } from '../src/people/days'
import type { Device, Draft, Me, Person, QueueItem, Settings, Status } from '../src/device/types'
import { forms } from './helpers/forms'

/** A device in memory, for the screens alone: PIN 123456, password "demo". */
export function fakeDevice(people: Person[], options: { phase?: Status['phase']; slow?: number } = {}): Device & { records: QueueItem[]; kept: number } {
  const listeners = new Set<() => void>()
  const tell = () => listeners.forEach(l => l())
  const drafts = new Map<string, Draft>()
  const records: QueueItem[] = []
  const start = Date.now()
  const base = Date.parse('2026-11-28T10:02:00+08:00')
  const me: Me = {
    userName: 'wangge', name: '郝志强', organisation: '石桥背村民委员会', visitors: ['郝志强'], place: '示例县示例镇石桥背村',
    calls: { emergency: '120', village: [{ name: '原主任', role: '村(居)负责人', phone: '13900003001' }], advice: '12345' },
    settings: { photos: false, location: false, basis: null },
  }
  const status: Status = {
    phase: 'starting', online: false, syncing: false, waiting: 0, trouble: 0, listAsOf: '2026-11-28T00:12:00Z', leaseUntil: '2026-12-01T00:12:00Z',
    wrongPins: 0, storage: { persisted: true, usage: 3_200_000, quota: 900_000_000, low: false }, updateReady: true,
  }
  const phase = (p: Status['phase']) => { status.phase = p; tell() }
  const count = () => { status.waiting = records.filter(r => r.state === 'waiting').length; status.trouble = records.filter(r => r.state === 'trouble').length; tell() }
  const device = {
    records, kept: 0, status, me, settings: { large: false, plain: false } as Settings,
    onChange(l: () => void) { listeners.add(l); return () => { listeners.delete(l) } },
    async start() { phase(options.phase ?? 'open') },
    async signIn(_: string, password: string) { if (password !== 'demo') return { field: 'password', message: '用户名或密码不对' }; phase('choosePin'); return undefined },
    async choosePin() { phase('open'); return undefined },
    async unlock(pin: string) {
      if (pin === '123456') { status.wrongPins = 0; phase('open'); return undefined }
      status.wrongPins++
      if (status.wrongPins >= 5) status.pinWaitUntil = new Date(device.now().getTime() + 30_000).toISOString()
      tell()
      return { field: 'pin', message: `PIN 不对，还可以试 ${10 - status.wrongPins} 次` }
    },
    lock() { phase('locked') },
    async signOut() { if (status.waiting + status.trouble) return { field: '', message: '还有记录没有上传，不能退出' }; phase('signIn'); return undefined },
    people: () => people, person: (id: string) => people.find(p => p.elderId === id), form: (kind: keyof typeof forms) => forms[kind],
    async draft(id: string, kind: string) { return drafts.get(id + kind) && structuredClone(drafts.get(id + kind)) },
    async keepDraft(d: Draft) { device.kept++; if (options.slow) await new Promise(r => setTimeout(r, options.slow)); drafts.set(d.elderId + d.kind, structuredClone(d)); tell() },
    async dropDraft(id: string, kind: string) { drafts.delete(id + kind); tell() },
    async openDrafts() { return [...drafts.values()] },
    async save(d: Draft) {
      const savedAt = device.now().toISOString()
      const id = `0193ffff-0000-7000-8000-${String(records.length + 1).padStart(12, '0')}`
      const record = structuredClone({ id, kind: d.kind, elderId: d.elderId, happenedOn: chinaDay(d.happenedAt), happenedAt: d.happenedAt, recordedAt: chinaIso(savedAt), formVersion: '1', corrects: d.corrects, body: d.body })
      const item: QueueItem = { id, kind: d.kind, elderId: d.elderId, name: device.person(d.elderId)?.name, savedAt, bytes: JSON.stringify(record).length, state: 'waiting', foreign: false, record }
      records.push(item); drafts.delete(d.elderId + d.kind); count()
      return item
    },
    async queue() { return records.map(r => ({ ...r })) },
    async sync() {
      status.online = true
      records.filter(r => r.state === 'waiting' && !r.foreign).forEach((r, i) => Object.assign(r, { state: 'received', outcome: 'accepted', receipt: `R-2026-${i + 41}`, ordinal: 8, receivedAt: device.now().toISOString() }))
      count()
    },
    async makePackage() { return { name: 'tanfang-20261128-1002.tanfang', blob: new Blob(['{}']), count: status.waiting } },
    async takePackage(file: Blob) { return file.size > 2 ? { count: 1 } : { field: 'file', message: '这不是转移包' } },
    async handOver() { const sent = status.waiting; records.forEach(r => { r.state = 'received'; r.outcome = 'quarantined' }); count(); return { sent } },
    async sendFeedback() { return undefined },
    async keepSettings(s: Settings) { device.settings = s; tell() },
    applyUpdate() { location.reload() },
    now: () => new Date(base + Date.now() - start), today: () => chinaDay(device.now()),
  }
  return device as unknown as Device & { records: QueueItem[]; kept: number }
}
