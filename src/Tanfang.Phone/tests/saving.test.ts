import { afterEach, expect, it, vi } from 'vitest'
import { utf8 } from '../src/device/bytes'
import { rowsOf } from './helpers/disk'
import { password, person, Phone, pin, serverWith, signedIn, start } from './helpers/phone'

afterEach(() => vi.restoreAllMocks())

it('a saved record is there after a kill, to the byte, and its draft is gone', async () => {
  const { server, phone } = await signedIn()
  const draft = phone.draft(1, { suggestion: '龘𠮷 “引号”\n第二行 \ud842' })
  await phone.device.keepDraft(draft)
  const saved = await phone.device.save(draft)
  await phone.kill(pin)
  const [item] = await phone.device.queue()
  expect(item).toEqual(saved)
  expect(item).toMatchObject({ state: 'waiting', kind: 'visit', elderId: person(1).elderId, name: '老人1', foreign: false })
  expect(await phone.device.draft(person(1).elderId, 'visit')).toBeUndefined()
  await phone.device.sync()
  const text = server.records.get(saved.id)!.text
  expect(utf8(text).length).toBe(saved.bytes)
  expect(JSON.parse(text)).toEqual(item.record)
  expect(JSON.parse(text)).toMatchObject({ happenedOn: '2026-11-28', formVersion: '1', body: draft.body })
})

it('a kill before the commit leaves the draft and no half of a record', async () => {
  const { phone } = await signedIn()
  const draft = phone.draft(1)
  await phone.device.keepDraft(draft)
  for (const store of ['texts', 'queue', 'drafts']) {
    const [add, drop] = [IDBObjectStore.prototype.add, IDBObjectStore.prototype.delete]
    const dies = (real: any) =>
      function (this: IDBObjectStore, ...rest: any[]) {
        if (this.name === store) throw new Error('killed')
        return real.apply(this, rest)
      }
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(dies(add))
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(dies(drop))
    await expect(phone.device.save(draft)).rejects.toThrow('killed')
    vi.restoreAllMocks()
    await phone.kill(pin)
    expect(await phone.device.queue()).toEqual([])
    expect((await phone.device.draft(person(1).elderId, 'visit'))?.body).toEqual(draft.body)
  }
  await phone.device.save(draft)
  expect(await phone.device.queue()).toHaveLength(1)
})

it('every write that must last asks for it', async () => {
  const { phone } = await signedIn()
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await phone.device.keepDraft(phone.draft(1))
  await phone.save(1)
  const writes = transaction.mock.calls.filter(call => call[1] === 'readwrite')
  expect(writes).toHaveLength(2)
  for (const call of writes) expect(call[2]).toEqual({ durability: 'strict' })
  expect(writes[1][0]).toEqual(['queue', 'texts', 'drafts'])
})

it('answers given quickly stay in order, and none comes back after the record was saved', async () => {
  const { phone } = await signedIn()
  const draft = phone.draft(1)
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle)
  vi.spyOn(crypto.subtle, 'encrypt').mockImplementationOnce(async (...how) => {
    await new Promise(resolve => setTimeout(resolve, 30))
    return encrypt(...how)
  })
  const first = phone.device.keepDraft(draft)
  draft.body = { ...draft.body, suggestion: 'last' }
  await Promise.all([first, phone.device.keepDraft(draft)])
  expect((await phone.device.draft(draft.elderId, 'visit'))?.body.suggestion).toBe('last')
  await Promise.all([phone.device.keepDraft(draft), phone.device.save(draft)])
  expect(await phone.device.openDrafts()).toEqual([])
})

it('what is kept or saved is what stood there when it was pressed', async () => {
  const { phone } = await signedIn()
  const draft = phone.draft(1, { suggestion: 'then' })
  const keeping = phone.device.keepDraft(draft)
  draft.body.suggestion = 'later'
  await keeping
  const kept = await phone.device.draft(draft.elderId, 'visit')
  expect(kept?.body.suggestion).toBe('then')
  const saving = phone.device.save(kept!)
  kept!.body.suggestion = 'later'
  expect((await saving).record.body.suggestion).toBe('then')
})

it('pressed twice is saved once', async () => {
  const { phone } = await signedIn()
  const draft = phone.draft(1)
  const [one, two] = await Promise.all([phone.device.save(draft), phone.device.save(draft)])
  expect(one.id).toBe(two.id)
  expect(await phone.device.queue()).toHaveLength(1)
})

it('ids are UUIDv7 and grow, even when the clock goes back', async () => {
  const { phone } = await signedIn()
  const ids: string[] = []
  for (let n = 0; n < 20; n++) {
    ids.push((await phone.save(n)).id)
    phone.time -= n * 60_000
    if (n % 7 === 6) await phone.kill(pin)
  }
  expect([...ids].sort()).toEqual(ids)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

it('ids grow also over a restart with a clock set back', async () => {
  const { phone } = await signedIn()
  const before = await phone.save(1)
  phone.device.close()
  phone.time -= 3_600_000
  vi.resetModules()
  const fresh = (await import('../src/device')).createDevice(phone.world)
  await fresh.start()
  await fresh.unlock(pin)
  expect((await fresh.save(phone.draft(2))).id > before.id).toBe(true)
})

it('times are the wrong clock’s own, so that the server can correct them once', async () => {
  const server = await serverWith(3)
  const phone = new Phone(server)
  phone.time = start + 26 * 3_600_000
  await phone.on()
  await phone.signIn()
  expect(phone.device.now().getTime()).toBe(start)
  expect(phone.device.today()).toBe('2026-11-28')
  const { record } = await phone.save(1)
  expect(record).toMatchObject({ happenedAt: '2026-11-29T04:00:00.000Z', recordedAt: '2026-11-29T04:00:00.000Z', happenedOn: '2026-11-29' })
})

it('a visit begun before the clock’s fault was known keeps its own time', async () => {
  const { server, phone } = await signedIn()
  await phone.device.sync()
  phone.time += 26 * 3_600_000
  const draft = phone.draft(1)
  await phone.device.keepDraft(draft)
  Object.defineProperty(server, 'clock', { value: () => start })
  await phone.device.sync()
  await phone.device.keepDraft({ ...draft, step: 'sign' })
  const { record } = await phone.device.save(draft)
  expect(record.happenedAt).toBe(draft.happenedAt)
})

it('nothing readable about a person lies on the disk', async () => {
  const { phone } = await signedIn()
  await phone.device.keepDraft(phone.draft(2, { suggestion: '秘密草稿' }))
  await phone.save(1, { suggestion: '秘密记录' })
  const stores = ['plain', 'sealed', 'people', 'drafts', 'texts', 'queue']
  const all = await Promise.all(stores.map(store => rowsOf(phone.world.database!, store)))
  for (const rows of all) expect(rows.length).toBeGreaterThan(0)
  const told = JSON.stringify(all, (_, value) => (value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value))
  expect(told).not.toMatch(/老人|秘密|赵探访|zhao|274913/)
  expect(told).not.toContain(password + '"')
  expect(told).not.toContain(person(1).elderId)
})
