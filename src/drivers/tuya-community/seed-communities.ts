/** What happened, told in a line: how long ago in hours, the vendor's word for its state, the problem, and where. */
export type SeedOrder = readonly [ageHours: number, status: string, problem: string, where: string]

export type Several<T> = readonly [T, ...T[]]

export interface SeedCategory {
  readonly id: string
  readonly name: string
  readonly parent: { readonly id: string; readonly name: string }
  readonly orders: readonly SeedOrder[]
}

export interface SeedCommunity {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly residents: Several<readonly [name: string, phone: string]>
  readonly workers: Several<readonly [name: string, id: string]>
  readonly desk: readonly [name: string, phone: string]
  /** What people write beside an order at each step. */
  readonly remarks: Readonly<Record<'request' | 'dispatch' | 'finish' | 'review', string>>
  readonly categories: readonly SeedCategory[]
}

const SHENZHEN_PUBLIC = { id: '1438900000000000100', name: '公共设施' }
const SHENZHEN_HOME = { id: '1438900000000000200', name: '入户维修' }

export const SHENZHEN: SeedCommunity = {
  id: '1384799976831380001',
  name: '海棠湾花园',
  address: '深圳市南山区海棠路 88 号海棠湾花园',
  residents: [
    ['林晓彤', '138****5678'],
    ['陈志远', '135****2201'],
    ['黄雅雯', '186****9043'],
    ['周国强', '139****7716'],
    ['吴佩珊', '177****3350'],
  ],
  workers: [
    ['梁师傅', 'bay1600000000000l001'],
    ['何建军', 'bay1600000000000h002'],
    ['罗师傅', 'bay1600000000000r003'],
  ],
  desk: ['前台 小郑', '0755-8600****'],
  remarks: {
    request: '请尽快安排，白天家里有人',
    dispatch: '请带好配件，先电话联系业主',
    finish: '已更换配件，现场测试正常',
    review: '师傅来得很快，态度好',
  },
  categories: [
    {
      id: '1438900000000000101',
      name: '电梯',
      parent: SHENZHEN_PUBLIC,
      orders: [
        [2, 'WaitingForDistribute', '2 栋 1 单元电梯停在 7 楼不动，按键无反应', '2 栋 1 单元电梯'],
        [30, 'Processing', '5 栋货梯运行时有异响，关门抖动', '5 栋货梯'],
        [410, 'Closed', '1 栋电梯轿厢照明不亮', '1 栋 2 单元电梯'],
      ],
    },
    {
      id: '1438900000000000102',
      name: '门禁对讲',
      parent: SHENZHEN_PUBLIC,
      orders: [
        [5, 'Pending', '东门人脸识别闸机无法开门，早高峰排队', '东门岗亭'],
        [54, 'Processing', '3 栋单元门门禁刷卡没反应', '3 栋 2 单元大堂'],
        [190, 'Completed', '室内对讲听不到门口声音', '4 栋 1203'],
        [620, 'Discarded', '重复报修：东门闸机', '东门岗亭'],
      ],
    },
    {
      id: '1438900000000000103',
      name: '照明',
      parent: SHENZHEN_PUBLIC,
      orders: [
        [9, 'WaitingForDistribute', '地下车库 B2 C 区整排灯不亮', '地下车库 B2 C 区'],
        [76, 'Pending', '儿童乐园旁路灯夜间闪烁', '中心花园'],
        [260, 'Completed', '6 栋 18 楼楼道声控灯常亮', '6 栋 18 楼'],
      ],
    },
    {
      id: '1438900000000000201',
      name: '给排水',
      parent: SHENZHEN_HOME,
      orders: [
        [1, 'WaitingForDistribute', '厨房水管接头漏水，已关总阀', '3 栋 1502'],
        [20, 'Processing', '卫生间地漏返水，有异味', '1 栋 805'],
        [44, 'Pending', '阳台雨水管堵塞，积水流到楼下', '6 栋 2601'],
        [150, 'Completed', '水表井阀门滴水', '2 栋 903'],
        [505, 'Closed', '热水压力不足', '5 栋 1106'],
      ],
    },
    {
      id: '1438900000000000202',
      name: '电气',
      parent: SHENZHEN_HOME,
      orders: [
        [13, 'Pending', '客厅插座无电，空开跳闸推不上去', '4 栋 701'],
        [98, 'Processing', '入户电表箱有焦味', '1 栋 1604'],
        [230, 'Cancelled', '卧室顶灯不亮，业主已自行更换', '3 栋 402'],
        [700, 'Closed', '厨房排气扇不转', '6 栋 306'],
      ],
    },
  ],
}

const DUBLIN_SHARED = { id: '1438900000000000300', name: 'Shared areas' }
const DUBLIN_HOME = { id: '1438900000000000400', name: 'Inside the home' }

export const DUBLIN: SeedCommunity = {
  id: '1384799976831380002',
  name: 'Harbour Quay Residences',
  address: 'Harbour Quay Residences, 14 Forbes Lane, Dublin 2,',
  residents: [
    ['Aoife Brennan', '+353 87 *** 4410'],
    ['Tomasz Wójcik', '+353 85 *** 0192'],
    ['Niamh Kearney', '+353 86 *** 7735'],
    ['Rui Almeida', '+353 89 *** 2064'],
  ],
  workers: [
    ['Declan Moore', 'bay1600000000000d011'],
    ['Ewa Lis', 'bay1600000000000e012'],
  ],
  desk: ['Front desk (Sinead)', '+353 1 *** 6200'],
  remarks: {
    request: 'Happy to let somebody in after five',
    dispatch: 'Call ahead, the gate code changed last week',
    finish: 'Part replaced and tested with the resident',
    review: 'Quick and tidy, thank you',
  },
  categories: [
    {
      id: '1438900000000000301',
      name: 'Lifts',
      parent: DUBLIN_SHARED,
      orders: [
        [4, 'WaitingForDistribute', 'Lift B stops between the second and third floor', 'Block B lift'],
        [61, 'Processing', 'Lift A doors reopen several times before closing', 'Block A lift'],
        [380, 'Closed', 'Emergency phone in lift B has no dial tone', 'Block B lift'],
      ],
    },
    {
      id: '1438900000000000302',
      name: 'Access and intercom',
      parent: DUBLIN_SHARED,
      orders: [
        [7, 'Pending', 'Car park gate does not read any fob since this morning', 'Car park entrance'],
        [35, 'WaitingForDistribute', 'Intercom screen at block C stays black', 'Block C entrance'],
        [170, 'Completed', 'Bike store lock jams', 'Bike store'],
        [590, 'Discarded', 'Test ticket from the installer', 'Block C entrance'],
      ],
    },
    {
      id: '1438900000000000303',
      name: 'Lighting',
      parent: DUBLIN_SHARED,
      orders: [
        [26, 'Pending', 'Half of the stairwell lights are out', 'Block A stairs, floors 3 to 5'],
        [210, 'Completed', 'Courtyard lamps stay on all day', 'Courtyard'],
      ],
    },
    {
      id: '1438900000000000401',
      name: 'Plumbing and heating',
      parent: DUBLIN_HOME,
      orders: [
        [3, 'Pending', 'Water coming through the bathroom ceiling', 'Apartment B412'],
        [18, 'Processing', 'No hot water, the heat unit shows E04', 'Apartment A207'],
        [120, 'Processing', 'Radiator in the bedroom stays cold', 'Apartment C110'],
        [300, 'Completed', 'Kitchen tap drips', 'Apartment B305'],
        [640, 'Closed', 'Toilet cistern keeps filling', 'Apartment A101'],
      ],
    },
    {
      id: '1438900000000000402',
      name: 'Electrical',
      parent: DUBLIN_HOME,
      orders: [
        [11, 'WaitingForDistribute', 'Sockets in the living room trip the breaker', 'Apartment C318'],
        [240, 'Cancelled', 'Smoke alarm chirps; resident changed the battery', 'Apartment A514'],
      ],
    },
  ],
}
