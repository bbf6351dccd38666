/** What a user reported: how long ago in hours, the state it is in, its type, and what they wrote. */
export type SeedReport = readonly [ageHours: number, state: string, type: number, description: string]

export type Several<T> = readonly [T, ...T[]]

export interface SeedProduct {
  readonly id: string
  /** Tells its tickets from those that other products got on the same day. */
  readonly serial: number
  readonly name: string
  readonly language: 'en' | 'zh'
  readonly app: string
  readonly company: string
  readonly region: string
  readonly owner: readonly [account: string, name: string]
  readonly handlers: Several<readonly [account: string, name: string]>
  readonly users: Several<readonly [account: string, name: string, mobile: string]>
  readonly answer: string
  readonly reports: readonly SeedReport[]
}

export const LOCKS: SeedProduct = {
  id: 'lk7qv2m9xdw4rtza',
  serial: 1,
  name: 'Nordhus Smart Lock S2',
  language: 'en',
  app: 'Nordhus Home',
  company: 'Nordhus Access ApS',
  region: 'EU',
  owner: ['support***@nordhus.example', 'Nordhus Support'],
  handlers: [
    ['maja***@nordhus.example', 'Maja Lindqvist'],
    ['piotr***@nordhus.example', 'Piotr Zieliński'],
  ],
  users: [
    ['ann***@example.com', 'Annika Berg', '+46-70***4412'],
    ['luc***@example.com', 'Luca Moretti', '+39-33***9021'],
    ['hel***@example.com', 'Helena Novak', '+386-41***776'],
  ],
  answer: 'Please hold the reset button for five seconds and pair the lock again. Does it stay online then?',
  reports: [
    [3, 'Processing', 1021, 'The front door lock of building C went offline last night and has not come back.'],
    [7, 'WaitingForDistribute', 1022, 'Fingerprint works, but the app says “no response” when I unlock from the hall.'],
    [20, 'Pending', 1025, 'Cannot pair the second lock: the app stops at 80 per cent.'],
    [46, 'PendingUserFeedback', 1023, 'Battery shows 4 per cent although I changed all four cells on Monday.'],
    [90, 'PendingUserConfirm', 1024, 'No message when the door is left open any more.'],
    [260, 'Finished', 1021, 'Lock drops off the network whenever the lift motor room door is closed.'],
    [410, 'Cancelled', 1013, 'Please let caretakers issue a code for one hour only.'],
    [655, 'Finished', 1022, 'Keypad stays dark in the cold.'],
  ],
}

export const THERMOSTATS: SeedProduct = {
  id: 'th3nk8c5ypu1hslb',
  serial: 2,
  name: 'Alpwarm Thermostat T1',
  language: 'en',
  app: 'Alpwarm',
  company: 'Alpwarm Regeltechnik GmbH',
  region: 'EU',
  owner: ['service***@alpwarm.example', 'Alpwarm Service'],
  handlers: [['jonas***@alpwarm.example', 'Jonas Keller']],
  users: [
    ['ger***@example.com', 'Gerda Hofmann', '+43-664***210'],
    ['mar***@example.com', 'Marek Dvořák', '+420-60***558'],
  ],
  answer: 'We see the unit again since this morning. Could you check the schedule for the bedroom once more?',
  reports: [
    [5, 'Pending', 1023, 'Shows 31 degrees in the stairwell, a thermometer beside it says 17.'],
    [28, 'Processing', 1021, 'All six thermostats of the third floor offline since the router was changed.'],
    [61, 'WaitingForDistribute', 1024, 'Frost warning arrives in the middle of July.'],
    [75, 'PendingUserConfirm', 1022, 'The valve does not close, heating runs with the window open.'],
    [130, 'Pending', 1025, 'Pairing fails on 5 GHz Wi-Fi, the leaflet does not say that it needs 2.4 GHz.'],
    [330, 'Finished', 1013, 'It would help to copy a schedule to every flat at once.'],
    [502, 'Finished', 1021, 'Offline after the power cut on Sunday.'],
    [720, 'Cancelled', 1022, 'Display frozen. Works again after a restart.'],
  ],
}

export const CAMERAS: SeedProduct = {
  id: 'cm5xh0j2gfe8bwqo',
  serial: 3,
  name: '安居门口摄像头 Pro',
  language: 'zh',
  app: '安居智家',
  company: '杭州安居物联科技有限公司',
  region: 'CN',
  owner: ['kefu***@anju.example', '安居客服'],
  handlers: [
    ['wangl***@anju.example', '王璐'],
    ['zhouk***@anju.example', '周凯'],
  ],
  users: [
    ['187****6620', '沈佳怡', '187****6620'],
    ['135****0914', '许文博', '135****0914'],
    ['159****3378', '罗晓琳', '159****3378'],
  ],
  answer: '您好，已为您远程重启设备，请确认画面是否恢复正常。',
  reports: [
    [2, 'Pending', 1021, '单元门口的摄像头今早离线，重新插电也连不上'],
    [11, 'Processing', 1022, '打开实时画面一直转圈，看不到图像'],
    [33, 'WaitingForDistribute', 1024, '有人按门铃手机收不到推送，十分钟后才提醒'],
    [57, 'PendingUserFeedback', 1025, '配网时扫不出二维码，换了两部手机都不行'],
    [104, 'Processing', 1023, '画面时间比实际慢了八个小时'],
    [215, 'Finished', 1021, '小区停电后摄像头离线'],
    [388, 'Finished', 1013, '希望可以把录像分享给物业保安室'],
    [610, 'Cancelled', 1022, '夜视画面全黑，后来发现是镜头贴膜没撕'],
  ],
}
