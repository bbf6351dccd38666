/** A progress report as the vendor documents it, with where the engineer stands. */
export const REPORT = {
  createTime: '2022-02-10 19:05:01',
  orderId: 4780,
  orderNum: 'SP20220209183000004780',
  status: 4,
  subStatus: 1,
  confirmDoorTime: '2022-02-10 19:00:00',
  confirmDoorComment: '客户改约半小时',
  orderRecord: {
    createTime: '2022-02-10 19:05:00',
    operation: '开始服务',
    operationComment: '已到达现场',
    commentName: '钱师傅',
    commentInfo: '预计一小时完成',
    latitude: 39.902798,
    longitude: 116.661542,
    serviceProgessTimeNum: 35,
  },
}

export const at = (time: string, status: number, operation: string) => ({
  ...REPORT,
  status,
  orderRecord: { ...REPORT.orderRecord, createTime: `2022-02-10 ${time}`, operation },
})
