import { expect, it } from 'vitest'
import { behindDoor, doorCode, find } from '../src/people/find'
import { demoPeople, manyPeople, person } from './fake-people'

const people = demoPeople()
const names = (typed: string) => find(people, typed).map(p => p.name)

it('finds by characters, initials, the tail of a phone, the door', () => {
  expect(names('桂英')).toEqual(['王桂英'])
  expect(names('wgy')).toEqual(['王桂英'])
  expect(names('WG')).toEqual(['王桂英'])
  expect(names(people[1].phone!.slice(-4))).toEqual(['李福来'])
  expect(names('3组5')).toEqual(['李福来', '张改花'])
  expect(names('２组 14号')).toEqual(['王桂英'])
})
it('finds by the phone of a contact', () => expect(names('2001')).toEqual(['王桂英']))
it('two digits are no phone', () => expect(find([person({ name: '甲', phone: '13900000012', address: '9组9号' })], '12')).toEqual([]))
it('the nearest comes first', () => {
  const [inside, first] = [person({ name: '李王福', initials: 'lwf' }), person({ name: '王福', initials: 'wf' })]
  expect(find([inside, first], '王')).toEqual([first, inside])
})
it('nothing typed finds nobody', () => expect(find(people, '  ')).toEqual([]))
it('a door card says its code by address or alone', () => {
  expect(doorCode('https://example.test/d/k7q2mx')).toBe('K7Q2MX')
  expect(doorCode(' k7qm-3x9d roh ')).toBe('K7QM3X9DR0H')
  expect(behindDoor(people, ' k7q2mx ').map(p => p.name)).toEqual(['王桂英'])
  expect(behindDoor(people, 'P3N8RT')).toHaveLength(2)
  expect(behindDoor(people, 'unknown')).toEqual([])
})
it('five hundred people', () => {
  const many = manyPeople(500)
  const start = performance.now()
  for (const typed of ['王', 'wgy', '桂', '0037', '3组']) find(many, typed)
  console.log(`five searches among 500: ${(performance.now() - start).toFixed(1)} ms`)
  expect(find(many, 'w').length).toBeGreaterThan(10)
})
