/** What is asked at the door, in the order of the record and in words for the ear; turned to an elder who hears badly. */
export const askWords = [
  '您最近好吗？',
  '家里人口有变化吗？',
  '说话、走路和以前一样吗？',
  '有没有生病？吃什么药？',
  '心情怎么样？睡得好吗？',
  '我看看燃气，行吗？',
  '我看看水管和暖气，行吗？',
  '我看看电线和插座，行吗？',
  '吃饭、洗澡、打扫，有困难吗？',
  '孩子常来看您、打电话吗？',
  '您需要我们帮什么？',
  '请您在这里签个字。',
]
