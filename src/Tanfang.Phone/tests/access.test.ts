import { afterEach, expect, it, vi } from 'vitest'
import { open, rowsOf } from './helpers/disk'
import { hour, password, person, Phone, pin, serverWith, signedIn } from './helpers/phone'

afterEach(() => vi.restoreAllMocks())

const wrong = '111222'

it('signing in brings all that is needed offline, and keeps nothing before a PIN is chosen', async () => {
  const server = await serverWith(3)
  const phone = await new Phone(server).on()
  expect(phone.device.status.phase).toBe('signIn')
  expect(await phone.device.signIn('zhao', 'wrong')).toMatchObject({ message: expect.stringContaining('不对') })
  expect(await phone.device.signIn('zhao', password)).toBeUndefined()
  expect(phone.device.status.phase).toBe('choosePin')
  await phone.kill()
  expect(phone.device.status.phase).toBe('signIn')
  await phone.signIn()
  server.offline = true
  await phone.kill(pin)
  expect(phone.device.status.phase).toBe('open')
  expect(phone.device.people().map(one => one.name)).toEqual(['老人0', '老人1', '老人2'])
  expect(phone.device.me).toMatchObject({ userName: 'zhao', visitors: ['赵探访'] })
  expect(phone.device.form('visit').items).toHaveLength(22)
})

it('a PIN that is easily guessed is not taken', async () => {
  const phone = await new Phone(await serverWith(1)).on()
  await phone.device.signIn('zhao', password)
  for (const weak of ['', '12345', '1234567', 'abcdef', '000000', '123456', '654321']) expect(await phone.device.choosePin(weak)).toMatchObject({ field: 'pin' })
  expect(phone.device.status.phase).toBe('choosePin')
})

it('locked, nothing is in memory', async () => {
  const { phone } = await signedIn()
  await phone.save(1)
  phone.device.lock()
  expect(phone.device.status.phase).toBe('locked')
  expect(phone.device.people()).toEqual([])
  expect(phone.device.me).toBeUndefined()
  expect(await phone.device.queue()).toMatchObject([{ state: 'waiting', name: undefined, record: undefined }])
  await expect(phone.device.keepDraft(phone.draft(1))).rejects.toThrow('locked')
  expect(await phone.device.unlock(pin)).toBeUndefined()
  expect((await phone.device.queue())[0].name).toBe('老人1')
})

it('five wrong PINs wait, longer each time, also after a restart; the right one clears the count', async () => {
  const { phone } = await signedIn()
  phone.device.lock()
  for (let n = 1; n <= 4; n++) expect(await phone.device.unlock(wrong)).toMatchObject({ message: `密码不对，还可以试 ${10 - n} 次` })
  expect((await phone.device.unlock(wrong))?.message).toContain('请等 1 分钟')
  await phone.kill()
  expect(phone.device.status.wrongPins).toBe(5)
  expect(phone.device.status.pinWaitUntil).toBeDefined()
  expect((await phone.device.unlock(pin))?.message).toContain('请等')
  phone.time += 61_000
  expect((await phone.device.unlock(wrong))?.message).toContain('请等 2 分钟')
  phone.time += 121_000
  expect(await phone.device.unlock(pin)).toBeUndefined()
  phone.device.lock()
  expect((await phone.device.unlock(wrong))?.message).toContain('9 次')
})

it('a try is counted before it is judged', async () => {
  const { phone } = await signedIn()
  phone.device.lock()
  for (let n = 0; n < 3; n++) {
    vi.spyOn(crypto.subtle, 'unwrapKey').mockImplementation(() => new Promise(() => {}))
    const derived = vi.spyOn(crypto.subtle, 'deriveKey')
    void phone.device.unlock(wrong)
    await vi.waitFor(() => expect(derived).toHaveBeenCalled())
    vi.restoreAllMocks()
    await phone.kill()
  }
  expect(phone.device.status.wrongPins).toBe(3)
})

it('a clock set back locks nobody out', async () => {
  const { phone } = await signedIn()
  phone.device.lock()
  phone.time += 1000 * hour
  for (let n = 0; n < 5; n++) await phone.device.unlock(wrong)
  phone.time -= 1000 * hour
  expect(await phone.device.unlock(pin)).toBeUndefined()
})

it('ten wrong PINs clear the list; the queue goes on by its boxes', async () => {
  const { server, phone } = await signedIn()
  const { id } = await phone.save(1)
  await phone.device.keepDraft(phone.draft(2))
  phone.device.lock()
  for (let n = 0; n < 10; n++) {
    await phone.device.unlock(wrong)
    phone.time += hour
  }
  expect(phone.device.status.phase).toBe('signIn')
  await phone.kill()
  expect(phone.device.status.phase).toBe('signIn')
  expect(await phone.device.unlock(pin)).toMatchObject({ field: 'pin' })
  await phone.signIn('zhao', '830461')
  expect(await phone.device.openDrafts()).toEqual([])
  expect(await phone.device.queue()).toMatchObject([{ id, state: 'waiting', record: undefined }])
  await phone.device.sync()
  expect(server.records.get(id)?.outcome).toBe('quarantined')
  expect(phone.device.status.waiting).toBe(0)
})

it('the lease ends also while locked, and is renewed by the server alone', async () => {
  const { server, phone } = await signedIn()
  server.offline = true
  phone.time += 71 * hour
  await phone.kill(pin)
  expect(phone.device.people()).toHaveLength(3)
  phone.device.lock()
  phone.time += 2 * hour
  await phone.kill()
  expect(phone.device.status).toMatchObject({ phase: 'locked', leaseUntil: undefined })
  await phone.device.unlock(pin)
  expect(phone.device.status.phase).toBe('accessLost')
  expect(phone.device.people()).toEqual([])
  await phone.save(1)
  server.offline = false
  await phone.device.sync()
  expect(phone.device.status).toMatchObject({ phase: 'open', waiting: 0 })
  expect(phone.device.people()).toHaveLength(3)
})

it('the lease ends while open, at the next look', async () => {
  const { server, phone } = await signedIn()
  server.offline = true
  phone.time += 73 * hour
  await phone.device.sync()
  expect(phone.device.status.phase).toBe('accessLost')
  expect(phone.device.people()).toEqual([])
})

it('access lost: the list goes, the queue is handed over without PIN and opens with the server’s key', async () => {
  const { server, phone } = await signedIn()
  const early = await phone.save(1, { suggestion: '𠮷' })
  server.tokens.clear()
  await phone.device.sync()
  expect(phone.device.status).toMatchObject({ phase: 'accessLost', waiting: 1 })
  expect(phone.device.people()).toEqual([])
  const late = await phone.save(2)
  const { boxes } = JSON.parse(await (await phone.device.makePackage()).blob.text())
  const opened = await server.unseal(boxes[0])
  expect(opened.token).toBe('zhao-1')
  expect(JSON.parse(opened.record)).toEqual(early.record)
  await expect(server.unseal({ ...boxes[0], id: late.id })).rejects.toThrow()
  await phone.kill()
  expect(phone.device.status.phase).toBe('locked')
  expect(await phone.device.handOver()).toEqual({ sent: 2 })
  expect(phone.device.status.waiting).toBe(0)
  expect([...server.records.keys()]).toEqual([early.id, late.id])
  expect(await phone.device.handOver()).toEqual({ sent: 0 })
  await phone.device.unlock(pin)
  expect(phone.device.status.phase).toBe('accessLost')
})

it('handing over without a line says so, and changes nothing', async () => {
  const { server, phone } = await signedIn()
  await phone.save(1)
  phone.device.lock()
  server.offline = true
  expect(await phone.device.handOver()).toMatchObject({ message: '连不上服务器' })
  expect(phone.device.status.waiting).toBe(1)
})

it.each([
  ['unlocked, another PIN', true, '830461'],
  ['locked, the same PIN', false, pin],
])('signed in again, %s: drafts and records come along', async (_, unlocked, chosen) => {
  const { server, phone } = await signedIn()
  const { id } = await phone.save(1)
  await phone.device.keepDraft(phone.draft(2, { suggestion: 'kept' }))
  server.tokens.clear()
  await phone.device.sync()
  await phone.kill(unlocked ? pin : undefined)
  await phone.signIn('zhao', chosen)
  expect((await phone.device.openDrafts()).map(draft => draft.body.suggestion)).toEqual(['kept'])
  await phone.kill(chosen)
  expect((await phone.device.queue())[0].name).toBe('老人1')
  await phone.device.sync()
  expect(server.records.get(id)?.outcome).toBe('accepted')
})

it.each([
  ['locked, another PIN', 'zhao', '830461'],
  ['another visitor with the same PIN', 'qian', pin],
  ['another visitor while open', 'qian', '830461', 'open'],
])('signed in, %s: what cannot be read goes by its box', async (_, userName, chosen, phase?: string) => {
  const { server, phone } = await signedIn()
  const { id } = await phone.save(1)
  await phone.device.keepDraft(phone.draft(2))
  if (!phase) phone.device.lock()
  await phone.signIn(userName, chosen)
  expect(await phone.device.openDrafts()).toEqual([])
  expect((await phone.device.queue())[0].record).toBeUndefined()
  await phone.device.sync()
  expect(server.records.get(id)?.outcome).toBe('quarantined')
})

it('locked in the middle of an exchange, nothing readable goes into quarantine', async () => {
  const { server, phone } = await signedIn()
  for (let n = 0; n < 3; n++) await phone.save(n)
  server.breaks = path => (path === '/worklist' && phone.device.lock(), false)
  await phone.device.sync()
  expect(server.asked).not.toContain('/handovers')
  expect([...server.records.values()].every(kept => kept.outcome === 'accepted')).toBe(true)
})

it('signing out waits for the queue, then leaves only sealed receipts', async () => {
  const { server, phone } = await signedIn()
  const backup = server.backup()
  server.offline = true
  const { id } = await phone.save(1)
  expect(await phone.device.signOut()).toMatchObject({ message: expect.stringContaining('1 条') })
  expect(phone.device.status.phase).toBe('open')
  server.offline = false
  await phone.device.sync()
  expect(await phone.device.signOut()).toBeUndefined()
  expect(phone.device.status).toMatchObject({ phase: 'signIn', listAsOf: undefined })
  await phone.kill()
  expect(await phone.device.queue()).toMatchObject([{ id, state: 'received', record: undefined }])
  server.restore(backup)
  await phone.signIn('qian')
  await phone.device.sync()
  expect(server.records.get(id)?.outcome).toBe('quarantined')
})

it('only those who changed come, and who is gone goes', async () => {
  const { server, phone } = await signedIn()
  const [cursor, asOf, leaseUntil] = ['e1.next', new Date(phone.time).toISOString(), new Date(phone.time + 72 * hour).toISOString()]
  const items = [{ ...person(1), phone: '139' }]
  const answer = { epoch: 'e1', cursor, full: false, asOf, leaseUntil, items, gone: [person(2).elderId], beyond: 0 }
  Object.assign(server, { worklist: () => answer })
  await phone.device.sync()
  expect(phone.device.people().map(one => [one.name, one.phone])).toEqual([['老人0', undefined], ['老人1', '139']])
  await phone.kill(pin)
  expect(phone.device.people()).toHaveLength(2)
})

it('a whole list takes the place of the one before', async () => {
  const { server, phone } = await signedIn()
  server.people = [person(1)]
  server.restore(server.backup())
  await phone.device.sync()
  expect(phone.device.people().map(one => one.name)).toEqual(['老人1'])
})

it('what the server does not know is left out, not null', async () => {
  const { phone } = await signedIn(0)
  phone.server.people = [{ ...person(1), address: null, lastVisit: null, contacts: [{ name: '李四', phone: null }] } as any]
  phone.server.restore(phone.server.backup())
  await phone.device.sync()
  expect(JSON.stringify(phone.device.people())).not.toContain('null')
})

it('signed out on another tab, this one writes nothing readable any more', async () => {
  const { phone } = await signedIn()
  const other = new Phone(phone.server)
  other.world.database = phone.world.database
  await other.on()
  await other.device.signOut()
  await phone.device.sync()
  for (const store of ['people', 'sealed']) expect(await rowsOf(phone.world.database!, store)).toEqual([])
})

it('the data key cannot be taken out, and a row put in another’s place does not open', async () => {
  const { phone } = await signedIn(2)
  const unwrap = vi.spyOn(crypto.subtle, 'unwrapKey')
  await phone.kill(pin)
  const key = await unwrap.mock.results[0].value
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  const [first] = await rowsOf(phone.world.database!, 'people')
  phone.device.lock()
  const db = await open(phone.world.database!)
  const tx = db.transaction('people', 'readwrite')
  tx.objectStore('people').put(first, person(1).elderId)
  tx.objectStore('people').delete(person(0).elderId)
  await new Promise(resolve => (tx.oncomplete = resolve))
  db.close()
  await phone.device.unlock(pin)
  expect(phone.device.people()).toEqual([])
})

it('a new version of the forms is fetched with the next exchange', async () => {
  const { server, phone } = await signedIn()
  server.formVersion = '2'
  await phone.device.sync()
  expect(phone.device.form('visit').version).toBe('2')
  expect((await phone.save(1)).record.formVersion).toBe('2')
})

it('the PIN’s key takes six hundred thousand rounds unless a test says less', async () => {
  const derived = vi.spyOn(crypto.subtle, 'deriveKey')
  const phone = new Phone(await serverWith(1))
  delete phone.world.pinRounds
  await (await phone.on()).signIn()
  expect(derived.mock.calls.map(call => (call[0] as Pbkdf2Params).iterations)).toContain(600_000)
})

it('settings stay', async () => {
  const { phone } = await signedIn()
  await phone.device.keepSettings({ large: true, plain: false })
  await phone.kill()
  expect(phone.device.settings).toEqual({ large: true, plain: false })
})
