import { describe, expect, it } from 'vitest'
import { forms } from './helpers/forms'
import { marksMissing } from '../src/form/marks'
import { fillUnchanged } from '../src/form/rules'
import { sentences } from '../src/form/sentences'
import { openHazards, stateWords } from '../src/form/words'
import { demoPeople, today } from './fake-people'

const form = forms.visit
const last = demoPeople()[0].lastVisit!
const said = (body: object, around = {}) => sentences(form, body, { last, today, ...around }).map(s => s.text)

describe('sentences', () => {
  it('name what is unsafe with a sign', () =>
    expect(said({ mode: 'onSite', gas: 'unsafe', water: 'safe' })).toEqual([
      '探访方式：上门探访', '燃气：不安全 ⚠', '水暖：安全', '用电：这次没有看',
      '没有填：家庭人口、表达能力、行动能力、疾病状况、情绪状态、个人卫生、家庭卫生、室内环境',
    ]))
  it('say the bad state that did not change, and the rest in one breath', () => {
    const body = fillUnchanged(form, { mode: 'onSite', gas: 'safe', water: 'safe', electricity: 'safe' }, last)
    expect(said(body).slice(4)).toEqual([
      '行动能力：无变化（较差，3月2日起）', '疾病状况：无变化（严重（高血压），6月1日起）',
      '家庭人口、表达能力、情绪状态、个人卫生、家庭卫生、室内环境：无变化',
    ])
  })
  it('count people, name illnesses, needs and what is beyond the paper', () => {
    const all = said({
      mode: 'video', channel: 'wechat', family: { change: 'fewer', by: 2 }, illness: { state: 'serious', name: '肺炎' }, movement: 'worse',
      needs: ['comfort', '想要个拐杖'], suggestion: '请村医看看', beyond: { benefits: 'yes', hazards: '水管漏' },
    })
    for (const text of ['探访方式：互联网音(视)频探访（微信）', '家庭人口：减少2人', '疾病状况：严重（肺炎） ⚠', '行动能力：较差 ⚠', '需要：精神慰藉、想要个拐杖', '建议：请村医看看', '是否享受相关社会保障政策待遇：是', '房屋和水电气暖设施设备的安全隐患：水管漏 ⚠'])
      expect(all).toContain(text)
  })
  it('mark what was seen at the other one’s record', () => expect(said({ gas: 'safe' }, { sharedSafety: ['gas'] })[0]).toBe('燃气：安全（本次同一户已查看）'))
})

describe('words', () => {
  const item = (key: string) => form.items.find(i => i.key === key)!
  it('a state has its day', () => expect(stateWords(item('movement'), { code: 'poor', since: '2026-03-02' }, today)).toBe('较差，3月2日起'))
  it('nothing ever said is only unchanged', () => expect(stateWords(item('family'), { since: '2026-01-10' }, today)).toBe('自1月10日无变化'))
  it('what was not safe is looked at again', () => expect(openHazards(form.items, last)).toEqual(['用电：不安全']))
})

describe('marks', () => {
  const visitor = { role: 'visitor', kind: 'drawn', image: 'x' }
  const missing = (elder?: object, mode = 'onSite') => marksMissing({ mode, signatures: elder ? [visitor, elder] : [visitor] }).length
  it('on site the elder signs, or it is said why not', () => {
    expect(missing()).toBe(1)
    expect(missing({ role: 'elder', kind: 'drawn', image: 'x' })).toBe(0)
    expect(missing({ role: 'elder', kind: 'proxy', name: '王建国' })).toBe(1)
    expect(missing({ role: 'elder', kind: 'proxy', name: '王建国', relation: '儿子' })).toBe(0)
    expect(missing({ role: 'elder', kind: 'refused' })).toBe(1)
    expect(missing({ role: 'elder', kind: 'refused', reason: '手疼' })).toBe(0)
  })
  it('on the telephone nobody signs but the visitor', () => expect([missing(undefined, 'phone'), marksMissing({ mode: 'phone' }).length]).toEqual([0, 1]))
})
