import type { Choice, Form, FormItem, Kind } from '../src/device/types'

// The forms as the server answers them, so that screens are tested against its words.
const choices = (words: Record<string, string>): Choice[] => Object.entries(words).map(([code, label]) => ({ code, label }))
const compared = { unchanged: '无变化', better: '较好', worse: '较差' }
const safety = { safe: '安全', fairlySafe: '较安全', unsafe: '不安全' }
const yesNo = { yes: '是', no: '否' }

function item(key: string, group: string, label: string, type: FormItem['type'], words: Record<string, string> = {}, more: Partial<FormItem> = {}): FormItem {
  const knowsUnchanged = 'unchanged' in words
  const isSafety = more.isSafety ?? false
  return { key, group, label, type, choices: choices(words), knowsUnchanged, isSafety, isStatus: knowsUnchanged || isSafety, required: false, beyondThePaper: false, ...more }
}
const beyond: Partial<FormItem> = { beyondThePaper: true, within: 'beyond' }

const visit: FormItem[] = [
  item('mode', '', '探访方式', 'choice', { phone: '电话问候', onSite: '上门探访', video: '互联网音(视)频探访', remote: '远程监测', other: '其他' }, { required: true }),
  item('channel', '', '音视频渠道', 'choice', { buildingVideo: '楼宇视频', wechat: '微信', other: '其他' }, { beyondThePaper: true }),
  item('family', '家庭状况', '家庭人口', 'choiceWithNumber', { unchanged: '无变化', more: '增加', fewer: '减少' }),
  item('expression', '健康状况', '表达能力', 'choice', compared),
  item('movement', '健康状况', '行动能力', 'choice', compared),
  item('illness', '健康状况', '疾病状况', 'choiceWithText', { unchanged: '无变化', serious: '严重', improved: '转好' }, { maxLength: 100 }),
  item('mood', '精神状态', '情绪状态', 'choice', compared),
  item('gas', '安全情况', '燃气安全', 'choice', safety, { isSafety: true }),
  item('water', '安全情况', '水暖安全', 'choice', safety, { isSafety: true }),
  item('electricity', '安全情况', '用电安全', 'choice', safety, { isSafety: true }),
  item('personalHygiene', '卫生状况', '个人卫生', 'choice', compared),
  item('homeHygiene', '卫生状况', '家庭卫生', 'choice', compared),
  item('room', '居住环境', '室内环境', 'choice', compared),
  item('needs', '', '老年人服务需求', 'list', { lifeCare: '生活照料', rehabilitation: '康复护理', comfort: '精神慰藉', homeAdaptation: '居家适老化改造', emergencyRescue: '紧急救援' }, { maxLength: 500, maxCount: 20 }),
  item('suggestion', '', '实施关爱服务建议', 'text', {}, { maxLength: 1000 }),
  item('visitors', '', '探访人员', 'list', {}, { maxLength: 30, maxCount: 6 }),
  item('response', '', '反应能力', 'choice', { good: '较好', poor: '较差' }, beyond),
  item('difficulties', '', '衣食住行医等方面的困难', 'text', {}, { ...beyond, maxLength: 500 }),
  item('benefits', '', '是否享受相关社会保障政策待遇', 'choice', yesNo, beyond),
  item('support', '', '分开居住的家庭成员是否履行赡养扶养义务', 'choice', yesNo, beyond),
  item('familyVisits', '', '分开居住的家庭成员是否经常看望或者问候', 'choice', yesNo, beyond),
  item('hazards', '', '房屋和水电气暖设施设备的安全隐患', 'text', {}, { ...beyond, maxLength: 500 }),
]

const attempt: FormItem[] = [
  item('result', '', '没见到人', 'choice', { notAtHome: '不在家', noAnswer: '无人应答', inHospital: '住院', refused: '拒绝', movedAway: '已迁出', died: '已去世' }, { required: true }),
  item('note', '', '说明', 'text', {}, { maxLength: 500 }),
  item('visitors', '', '探访人员', 'list', {}, { maxLength: 30, maxCount: 6 }),
]

const emergency: FormItem[] = [
  item('what', '', '发生了什么', 'choice', { fall: '跌倒', illness: '突发疾病', gas: '燃气', fire: '火情', water: '漏水', missing: '走失', violence: '受到伤害', other: '其他' }, { required: true }),
  item('note', '', '说明', 'text', {}, { maxLength: 500 }),
  item('called', '', '已通知', 'list', { '120': '120', contact: '紧急联系人', village: '村(居)负责人', '110': '110', '119': '119' }),
  item('outcome', '', '处置结果', 'choice', { hospital: '已送医', atHomeSafe: '在家，已平安', withFamily: '家属接走照料', relocated: '已转移安置', died: '已去世', falseAlarm: '虚惊', other: '其他' }),
  item('outcomeNote', '', '处置说明', 'text', {}, { maxLength: 500 }),
  item('visitors', '', '探访人员', 'list', {}, { maxLength: 30, maxCount: 6 }),
]

export const forms: Record<Kind, Form> = {
  visit: { kind: 'visit', version: '1', title: '五、探访情况', items: visit },
  attempt: { kind: 'attempt', version: '1', title: '未遇', items: attempt },
  emergency: { kind: 'emergency', version: '1', title: '紧急情况', items: emergency },
}
