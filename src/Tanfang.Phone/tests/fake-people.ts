import type { Duty, Person } from '../src/device/types'

// Nobody of these exists.
export const today = '2026-11-28'

export const duty = (over: Partial<Duty> = {}): Duty => ({
  rule: 'changzhi/key', every: 'week', modes: ['onSite'], from: '2026-11-23', until: '2026-11-30', dueOn: '2026-11-29',
  document: '长民发〔2023〕38号', section: '二、（一）', quote: '对重点对象每周至少上门探访一次。', because: ['失能', '独居'], ...over,
})

let count = 0
export function person(over: Partial<Person>): Person {
  count++
  return {
    elderId: `0193e000-0000-7000-8000-${String(count).padStart(12, '0')}`, name: '无名', initials: 'wm', birthDate: '1944-05-06', sex: 'female',
    division: '石桥背村', address: `${count}组${count}号`, phone: `1390000${String(1000 + count)}`, tags: ['独居'], consent: 'willing', contacts: [], duties: [duty()],
    visitedToday: false, ...over,
  }
}

const answers = {
  family: { code: undefined, since: '2026-01-10' }, expression: { code: 'good', since: '2026-01-10' }, movement: { code: 'poor', since: '2026-03-02' },
  illness: { code: 'serious', since: '2026-06-01', name: '高血压' }, mood: { code: 'good', since: '2026-01-10' }, personalHygiene: { code: 'good', since: '2025-12-01' },
  homeHygiene: { code: 'good', since: '2026-01-10' }, room: { code: 'good', since: '2026-01-10' },
}
const last = (day: string, safety: Record<string, string> = {}) => ({
  id: `0193d000-0000-7000-8000-${day.replace(/\D/g, '').padStart(12, '0')}`, happenedOn: day, ordinal: 7, answers,
  safety: { gas: 'safe', water: 'safe', electricity: 'safe', ...safety }, needs: ['lifeCare'], changes: ['行动能力：较好 → 较差', '疾病状况：严重（高血压）', '用电安全：安全 → 不安全'],
})

export function demoPeople(): Person[] {
  const home = '0193f000-0000-7000-8000-000000000001'
  return [
    person({ name: '王桂英', initials: 'wgy', address: '2组14号', tags: ['失能', '独居'], door: 'K7Q2MX', lastVisit: last('2026-11-02', { electricity: 'unsafe' }),
      contacts: [{ name: '王建国', relation: '儿子', phone: '13900002001' }, { name: '赵秀兰', relation: '邻居', phone: '13900002002' }],
      duties: [duty({ overdueSince: '2026-11-23', from: '2026-11-16', until: '2026-11-23', dueOn: '2026-11-22' }), duty()] }),
    person({ name: '李福来', initials: 'lfl', sex: 'male', birthDate: '1941-02-03', household: home, address: '3组5号', tags: ['空巢'], lastVisit: last('2026-11-20'), duties: [duty({ dueOn: today })], door: 'P3N8RT' }),
    person({ name: '张改花', initials: 'zgh', household: home, address: '3组5号', tags: ['空巢', '残疾'], lastVisit: last('2026-11-20'), duties: [duty({ dueOn: today })], door: 'P3N8RT' }),
    person({ name: '单玉珍', initials: 'syz', address: '1组9号', tags: ['留守'], duties: [duty({ every: 'month', modes: ['phone', 'onSite'], dueOn: '2026-11-29' })] }),
    person({ name: '申来喜', initials: 'slx', sex: 'male', tags: ['经济困难'], consent: 'refused', lastVisit: last('2026-11-15'), duties: [duty({ every: 'month', dueOn: '2026-12-31' })] }),
    person({ name: '郭爱莲', initials: 'gal', tags: ['独居'], lastVisit: last('2026-11-28'), visitedToday: true }),
  ]
}

/** As many as one phone carries at most. */
export function manyPeople(n: number): Person[] {
  const family = '王李张刘陈杨赵郭申原', given = '桂英秀兰改花福来玉珍爱莲建国来喜', initials = 'wlzlcyzgsy', letters = 'gyxlghflyzaljglx'
  return Array.from({ length: n }, (_, i) => {
    const a = i % 10, b = (i * 7) % 16, c = (i * 3) % 16
    return person({ name: family[a] + given[b] + given[c], initials: initials[a] + letters[b] + letters[c], phone: `139${String(10000000 + i * 37)}`, address: `${i % 9}组${i}号`,
      lastVisit: last('2026-11-02'), duties: [duty(i % 5 ? { dueOn: i % 2 ? '2026-11-29' : '2026-12-20' } : { overdueSince: '2026-11-23' })] })
  })
}
