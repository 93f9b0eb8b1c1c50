import { expect, it } from 'vitest'
import { hour, person, Phone, pin, signedIn } from './helpers/phone'

const day = 24 * hour

it('what was saved offline arrives when the line is back, and keeps its receipt', async () => {
  const { server, phone } = await signedIn()
  server.offline = true
  const saved = await phone.save(1)
  await phone.device.sync()
  expect(phone.device.status).toMatchObject({ online: false, waiting: 1, syncing: false })
  server.offline = false
  await phone.device.sync()
  expect(phone.device.status).toMatchObject({ online: true, waiting: 0, lastError: undefined })
  const [item] = await phone.device.queue()
  expect(item).toMatchObject({ id: saved.id, state: 'received', outcome: 'accepted', ordinal: 1, receipt: `r-${saved.id}` })
})

it('an answer lost after the commit: the same bytes again, one record', async () => {
  const { server, phone } = await signedIn()
  const { id } = await phone.save(1)
  server.loses = path => path === '/records'
  await phone.device.sync()
  expect(server.records.has(id)).toBe(true)
  expect(await phone.states()).toEqual({ [id]: 'waiting' })
  server.loses = () => false
  await phone.kill(pin)
  await phone.device.sync()
  expect((await phone.device.queue())[0]).toMatchObject({ state: 'received', outcome: 'accepted' })
  expect(server.reused).toBe(0)
})

it('quarantined is received, with its reason; rejected is trouble and not tried again', async () => {
  const { server, phone } = await signedIn()
  const odd = await phone.save(1, { suggestion: 'odd' })
  const bad = await phone.save(2, { suggestion: 'refuse me' })
  const good = await phone.save(0)
  await phone.device.sync()
  const queue = Object.fromEntries((await phone.device.queue()).map(item => [item.id, item]))
  expect(queue[odd.id]).toMatchObject({ state: 'received', outcome: 'quarantined', reason: '待处理' })
  expect(queue[bad.id]).toMatchObject({ state: 'trouble', outcome: 'rejected', reason: '单条记录超过 256 KB' })
  expect(queue[good.id]).toMatchObject({ state: 'received', outcome: 'accepted' })
  expect(phone.device.status).toMatchObject({ waiting: 0, trouble: 1 })
  const before = server.batches.length
  await phone.device.sync()
  expect(server.batches.length).toBe(before)
})

it('one over which the server trips is found by halving; the others arrive', async () => {
  const { server, phone } = await signedIn()
  for (let n = 0; n < 40; n++) await phone.save(n % 3, { suggestion: `n${n}.` })
  server.fails = (path, body) => (path === '/records' && body.includes('n17.') ? 500 : undefined)
  await phone.device.sync()
  expect(server.records.size).toBe(39)
  expect(phone.device.status).toMatchObject({ waiting: 0, trouble: 1 })
  server.fails = () => undefined
  await phone.device.sync()
  expect(server.records.size).toBe(40)
  expect(phone.device.status.trouble).toBe(0)
})

it.each([400, 403, 405, 413])('a whole batch refused with %i is halved as well', async status => {
  const { server, phone } = await signedIn()
  for (let n = 0; n < 3; n++) await phone.save(n, { suggestion: `n${n}.` })
  server.fails = (path, body) => (path === '/records' && body.includes('n0.') ? status : undefined)
  await phone.device.sync()
  expect(phone.device.status).toMatchObject({ waiting: 0, trouble: 1 })
})

it.each([429, 502, 503, 504])('%i says nothing about the records: they wait', async status => {
  const { server, phone } = await signedIn()
  for (let n = 0; n < 3; n++) await phone.save(n)
  server.fails = path => (path === '/records' ? status : undefined)
  await phone.device.sync()
  expect(phone.device.status).toMatchObject({ waiting: 3, trouble: 0 })
})

it('one over which the line itself breaks holds up no other for long', async () => {
  const { server, phone } = await signedIn()
  for (let n = 0; n < 20; n++) await phone.save(n % 3, { suggestion: `n${n}.` })
  server.breaks = (path, body) => path === '/records' && body.includes('n0.')
  for (let n = 0; n < 8; n++) await phone.device.sync()
  expect(server.records.size).toBe(19)
  expect(phone.device.status).toMatchObject({ waiting: 1, trouble: 0 })
})

it('at most fifty records and four megabytes at once', async () => {
  const { server, phone } = await signedIn()
  for (let n = 0; n < 120; n++) await phone.save(n % 3)
  await phone.device.sync()
  expect(server.batches).toEqual([50, 50, 20])
  const sizes: number[] = []
  server.breaks = (path, body) => path === '/records' && (sizes.push(body.length), false)
  for (let n = 0; n < 50; n++) await phone.save(n % 3, { signatures: [{ role: 'elder', image: 'x'.repeat(150_000) }] })
  await phone.device.sync()
  expect(sizes.length).toBe(2)
  expect(Math.max(...sizes)).toBeLessThan(4 * 1024 * 1024 + 1000)
  expect(server.records.size).toBe(170)
})

it('what the server does not speak of stays waiting', async () => {
  const { server, phone } = await signedIn()
  const [one, two] = [await phone.save(1), await phone.save(2)]
  server.answersFor = id => id === two.id
  await phone.device.sync()
  expect(await phone.states()).toEqual({ [one.id]: 'waiting', [two.id]: 'received' })
})

it('without a receipt nothing is received, and of what was not sent nothing is learned', async () => {
  const { server, phone } = await signedIn()
  const bad = await phone.save(1, { suggestion: 'refuse me' })
  await phone.device.sync()
  const { id } = await phone.save(2)
  const items = [{ id, outcome: 'accepted' }, { id: bad.id, outcome: 'accepted', receipt: 'r' }, { id: null, outcome: 'rejected' }]
  Object.assign(server, { takeRecords: () => new Response(JSON.stringify({ items })) })
  await phone.device.sync()
  expect(await phone.states()).toEqual({ [bad.id]: 'trouble', [id]: 'waiting' })
})

it('a list that is refused holds up no record', async () => {
  const { server, phone } = await signedIn()
  await phone.save(1)
  server.fails = path => (path === '/worklist' ? 500 : undefined)
  await phone.device.sync()
  expect(server.records.size).toBe(1)
  expect(phone.device.status).toMatchObject({ waiting: 0, lastError: '出错了' })
  expect(phone.device.people()).toHaveLength(3)
})

it('a restored server gets again what it had acknowledged', async () => {
  const { server, phone } = await signedIn()
  const old = await phone.save(0)
  await phone.device.sync()
  const backup = server.backup()
  const lost = await phone.save(1)
  await phone.device.sync()
  await phone.device.sync()
  expect(server.records.size).toBe(2)
  server.restore(backup)
  expect(server.records.has(lost.id)).toBe(false)
  await phone.device.sync()
  expect(await phone.states()).toEqual({ [old.id]: 'received', [lost.id]: 'received' })
  expect(server.records.has(lost.id)).toBe(true)
  expect(server.reused).toBe(0)
})

it('receipts are kept thirty days, and what waits for ever', async () => {
  const { server, phone } = await signedIn()
  await phone.save(0)
  await phone.device.sync()
  const bad = await phone.save(1, { suggestion: 'refuse me' })
  phone.time += 29 * day
  await phone.device.sync()
  expect(await phone.device.queue()).toHaveLength(2)
  phone.time += 2 * day
  server.offline = true
  await phone.device.sync()
  expect(await phone.device.queue()).toHaveLength(2)
  server.offline = false
  await phone.device.sync()
  expect(await phone.states()).toEqual({ [bad.id]: 'trouble' })
})

it('two that ask at once make one exchange, and what was saved meanwhile goes in the next', async () => {
  const { server, phone } = await signedIn()
  await phone.save(0)
  const first = phone.device.sync()
  const second = phone.device.sync()
  await phone.save(1)
  await Promise.all([first, second, phone.device.sync()])
  expect(server.records.size).toBe(2)
  expect(server.batches.reduce((sum, n) => sum + n)).toBe(2)
})

it('feedback with the same words is the same message until it has arrived', async () => {
  const { server, phone } = await signedIn()
  server.loses = () => true
  expect(await phone.device.sendFeedback('字太小')).toMatchObject({ message: '连不上服务器' })
  server.loses = () => false
  expect(await phone.device.sendFeedback('字太小')).toBeUndefined()
  expect([...server.feedback.values()]).toEqual(['字太小'])
})

it('a transfer package takes the queue to another phone, which passes it on', async () => {
  const { server, phone } = await signedIn()
  server.offline = true
  for (let n = 0; n < 3; n++) await phone.save(n)
  const { name, blob, count } = await phone.device.makePackage()
  expect([name, count]).toEqual(['tanfang-20261128-1000.tanfang', 3])
  expect(await blob.text()).not.toMatch(/老人|赵探访/)
  server.offline = false
  const other = await (await new Phone(server).on()).signIn('qian')
  expect(await other.device.takePackage(blob)).toEqual({ count: 3 })
  expect(await other.device.takePackage(blob)).toEqual({ count: 0 })
  expect((await other.device.queue())[0]).toMatchObject({ foreign: true, state: 'waiting', record: undefined, name: undefined })
  await other.device.sync()
  expect([...server.records.values()].map(kept => kept.outcome)).toEqual(['quarantined', 'quarantined', 'quarantined'])
  expect(other.device.status).toMatchObject({ waiting: 0 })
  await phone.device.sync()
  expect((await phone.device.queue()).map(item => item.outcome)).toEqual(['quarantined', 'quarantined', 'quarantined'])
  expect(server.reused).toBe(0)
})

it('what is no package, or half of one, is not taken', async () => {
  const { phone } = await signedIn()
  await phone.save(1)
  const whole = await (await phone.device.makePackage()).blob.text()
  const other = JSON.parse(whole)
  other.boxes.push({ ...other.boxes[0], id: person(9).elderId, epk: 'short' })
  for (const text of ['', 'x', '{}', whole.slice(0, -5), whole.replace('"v":1', '"v":2'), JSON.stringify(other)])
    expect(await phone.device.takePackage(new Blob([text]))).toMatchObject({ field: 'file' })
  expect(await phone.device.queue()).toHaveLength(1)
})
