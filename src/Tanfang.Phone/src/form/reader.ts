import type { Body, Fault } from '../device/types'

// The same strictness as the server's reader: what passes here is not refused there.

/** What .NET's Trim cuts, which is not quite what JavaScript's does. */
const edges = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g
const control = /[\u0000-\u001f\u007f-\u009f]/
const halfCharacter = /[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const isNothing = (value: unknown) => value === undefined || value === null
const isObject = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

export class Reader {
  private readonly known = new Set<string>()

  constructor(private readonly body: Body, readonly faults: Fault[] = [], private readonly path = '') {}

  get(key: string): unknown {
    this.known.add(key)
    return this.body[key]
  }

  refuse(key: string, label: string, why: string) {
    this.faults.push({ field: this.path + key, message: `“${label}”${why}` })
    return undefined
  }

  /** Trimmed; empty is the same as left out. */
  text(key: string, label: string, most: number, how: { required?: boolean; lines?: boolean } = {}): string | undefined {
    const value = this.get(key)
    const text = isNothing(value) ? '' : readText(value, how.lines ?? false)
    if (text === undefined) return this.refuse(key, label, '不是可以保存的文字')
    if (text === '') return how.required ? this.refuse(key, label, '没有填写') : undefined
    return text.length <= most ? text : this.refuse(key, label, `超过 ${most} 个字`)
  }

  code(key: string, label: string, codes: string[], required = false): string | undefined {
    const text = this.text(key, label, 40, { required })
    return text === undefined || codes.includes(text) ? text : this.refuse(key, label, '不在可选项之内')
  }

  texts(key: string, label: string, count: number, most: number): string[] {
    const value = this.get(key)
    if (isNothing(value)) return []
    if (!Array.isArray(value) || value.length > count) return this.refuse(key, label, `应是最多 ${count} 项的列表`) ?? []
    const texts = value.map(entry => readText(entry, true))
    if (texts.some(text => text === undefined || text.length > most))
      return this.refuse(key, label, `每项应是不超过 ${most} 个字的文字`) ?? []
    return [...new Set(texts as string[])].filter(text => text !== '')
  }

  people(key: string, label: string, count: number, most: number): string[] {
    const names = this.texts(key, label, count, most)
    return names.some(name => control.test(name)) ? (this.refuse(key, label, '的姓名里有换行等字符') ?? []) : names
  }

  number(key: string, label: string, least: number, most: number): number | undefined {
    const value = this.get(key)
    if (isNothing(value)) return undefined
    const isSound = Number.isInteger(value) && (value as number) >= least && (value as number) <= most
    return isSound ? (value as number) : this.refuse(key, label, `应是 ${least} 到 ${most} 的整数`)
  }

  id(key: string, label: string): string | undefined {
    const text = this.text(key, label, 36)
    return text === undefined || id.test(text) ? text : this.refuse(key, label, '不是记录编号')
  }

  inner(key: string, label: string): Reader | undefined {
    const value = this.get(key)
    if (isNothing(value)) return undefined
    return isObject(value) ? new Reader(value, this.faults, `${this.path}${key}.`) : this.refuse(key, label, '类型不对')
  }

  nothingElse() {
    for (const key of Object.keys(this.body))
      if (!this.known.has(key)) this.faults.push({ field: this.path.replace(/\.$/, ''), message: '有本版表单没有的栏目' })
  }
}

function readText(value: unknown, lines: boolean): string | undefined {
  if (typeof value !== 'string' || halfCharacter.test(value)) return undefined
  const text = value.replace(edges, '')
  return control.test(lines ? text.replace(/[\n\r\t]/g, '') : text) ? undefined : text
}
