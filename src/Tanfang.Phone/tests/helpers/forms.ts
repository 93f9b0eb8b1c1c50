import type { Choice, Form, FormItem } from '../../src/device/types'

// As the server tells them.

const none = { group: '', choices: [], knowsUnchanged: false, isSafety: false, isStatus: false, required: false, beyondThePaper: false }
const boxes = (...pairs: string[]): Choice[] =>
  pairs.map(pair => ({ code: pair.split(' ')[0], label: pair.split(' ')[1] }))

const item = (key: string, label: string, type: FormItem['type'], choices: Choice[], more: Partial<FormItem> = {}): FormItem => {
  const knowsUnchanged = choices.some(choice => choice.code === 'unchanged')
  return { ...none, key, label, type, choices, knowsUnchanged, isStatus: knowsUnchanged || more.isSafety === true, ...more }
}

const beyond = { beyondThePaper: true } as const
const compared = boxes('unchanged 无变化', 'better 较好', 'worse 较差')
const safety = boxes('safe 安全', 'fairlySafe 较安全', 'unsafe 不安全')
const yesNo = boxes('yes 是', 'no 否')
const same = (key: string, label: string) => item(key, label, 'choice', compared)
const safe = (key: string, label: string) => item(key, label, 'choice', safety, { isSafety: true })
const words = (key: string, label: string, maxLength: number, more = {}) => item(key, label, 'text', [], { maxLength, ...more })
const visitors = item('visitors', '探访人员', 'list', [], { maxLength: 30, maxCount: 6 })

const modes = boxes('phone 电话问候', 'onSite 上门探访', 'video 互联网音(视)频探访', 'remote 远程监测', 'other 其他')
const needs = boxes('lifeCare 生活照料', 'rehabilitation 康复护理', 'comfort 精神慰藉', 'homeAdaptation 居家适老化改造', 'emergencyRescue 紧急救援')

export const visit: Form = {
  kind: 'visit',
  version: '1',
  title: '五、探访情况',
  items: [
    item('mode', '探访方式', 'choice', modes, { required: true }),
    item('channel', '音视频渠道', 'choice', boxes('buildingVideo 楼宇视频', 'wechat 微信', 'other 其他'), beyond),
    item('family', '家庭人口', 'choiceWithNumber', boxes('unchanged 无变化', 'more 增加', 'fewer 减少')),
    same('expression', '表达能力'),
    same('movement', '行动能力'),
    item('illness', '疾病状况', 'choiceWithText', boxes('unchanged 无变化', 'serious 严重', 'improved 转好'), { maxLength: 100 }),
    same('mood', '情绪状态'),
    safe('gas', '燃气安全'),
    safe('water', '水暖安全'),
    safe('electricity', '用电安全'),
    same('personalHygiene', '个人卫生'),
    same('homeHygiene', '家庭卫生'),
    same('room', '室内环境'),
    item('needs', '老年人服务需求', 'list', needs, { maxLength: 500, maxCount: 20 }),
    words('suggestion', '实施关爱服务建议', 1000),
    visitors,
    item('response', '反应能力', 'choice', boxes('good 较好', 'poor 较差'), beyond),
    words('difficulties', '衣食住行医等方面的困难', 500, beyond),
    item('benefits', '是否享受相关社会保障政策待遇', 'choice', yesNo, beyond),
    item('support', '分开居住的家庭成员是否履行赡养扶养义务', 'choice', yesNo, beyond),
    item('familyVisits', '分开居住的家庭成员是否经常看望或者问候', 'choice', yesNo, beyond),
    words('hazards', '房屋和水电气暖设施设备的安全隐患', 500, beyond),
  ],
}

const results = boxes('notAtHome 不在家', 'noAnswer 无人应答', 'inHospital 住院', 'refused 拒绝', 'movedAway 已迁出', 'died 已去世')

export const attempt: Form = {
  kind: 'attempt',
  version: '1',
  title: '未遇',
  items: [item('result', '没见到人', 'choice', results, { required: true }), words('note', '说明', 500), visitors],
}

const events = boxes('fall 跌倒', 'illness 突发疾病', 'gas 燃气', 'fire 火灾', 'water 水患', 'missing 走失', 'violence 受侵害', 'other 其他')
const calls = boxes('120 120', 'contact 紧急联系人', 'village 村(居)负责人', '110 110', '119 119')
const outcomes = boxes('hospital 送医', 'atHomeSafe 在家平安', 'withFamily 由家人照护', 'relocated 已转移', 'died 已去世', 'falseAlarm 误报', 'other 其他')

export const emergency: Form = {
  kind: 'emergency',
  version: '1',
  title: '紧急情况',
  items: [
    item('what', '情况', 'choice', events, { required: true }),
    words('note', '说明', 500),
    item('called', '已联系', 'list', calls, { maxCount: 5 }),
    item('outcome', '结果', 'choice', outcomes),
    words('outcomeNote', '结果说明', 500),
    visitors,
  ],
}

export const forms: Record<string, Form> = { visit, attempt, emergency }
