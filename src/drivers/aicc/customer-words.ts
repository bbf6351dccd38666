import type { FieldSpec } from '../fields.ts'
import { words, YES_OR_NO } from './words.ts'

const text = (name: string, en: string, chinese: string): FieldSpec => ({
  name,
  label: words(en, chinese),
  kind: 'text',
})

const personal = (name: string, en: string, chinese: string): FieldSpec => ({
  name,
  label: words(en, chinese),
  kind: 'personal',
})

const instant = (name: string, en: string, chinese: string): FieldSpec => ({
  name,
  label: words(en, chinese),
  kind: 'instant',
})

const yesOrNo = (name: string, en: string, chinese: string): FieldSpec => ({
  name,
  label: words(en, chinese),
  kind: 'word',
  words: YES_OR_NO,
})

/** The names of a contact; none of them need be filled. */
export const NAMES = ['name', 'customerName', 'nickName']

/** The phones of a contact, the likeliest to be answered first. */
export const PHONES = ['cellPhone1', 'cellphone', 'phone', 'phone1', 'cellPhone2', 'cellPhone3', 'phone2', 'phone3']

/** `customerInfo`: the document's table, then what only its example has. The table's row without a name is `email`. */
export const CUSTOMER_FIELDS: readonly FieldSpec[] = [
  text('id', 'Customer ID', '客户 ID'),
  personal('name', 'Customer', '客户名称'),
  personal('customerName', 'Customer', '客户名称'),
  personal('nickName', 'Nickname', '客户昵称'),
  personal('gender', 'Gender', '客户性别'),
  personal('firstName', 'First name', '名字'),
  personal('middleName', 'Middle name', '中间名'),
  personal('lastName', 'Last name', '姓氏'),
  personal('age', 'Age', '客户年龄'),
  personal('birthDay', 'Date of birth', '客户出生日期'),
  text('title', 'Title', '标题'),
  text('status', 'Customer status', '客户状态'),
  personal('website', 'Website', '网站'),
  personal('bindAccount', 'Linked accounts', '绑定账户'),
  personal('address', 'Address', '地址'),
  personal('phone', 'Phone', '电话'),
  personal('phone1', 'Phone 1', '电话 1'),
  personal('phone2', 'Phone 2', '电话 2'),
  personal('phone3', 'Phone 3', '电话 3'),
  personal('cellphone', 'Mobile', '手机号'),
  personal('cellPhone1', 'Mobile 1', '手机号 1'),
  personal('cellPhone2', 'Mobile 2', '手机号 2'),
  personal('cellPhone3', 'Mobile 3', '手机号 3'),
  text('channel', 'Channel', '渠道'),
  personal('description', 'About the customer', '客户说明'),
  text('level', 'Level', '级别'),
  text('organizationId', 'Organisation ID', '组织信息表 ID'),
  personal('organization', 'Organisation', '组织'),
  personal('picture', 'Picture', '图片'),
  personal('remark', 'Remark', '备注'),
  personal('email', 'E-mail', '邮箱'),
  personal('email1', 'E-mail 1', '邮箱 1'),
  personal('email2', 'E-mail 2', '邮箱 2'),
  personal('fax', 'Fax', '传真'),
  text('userId', 'User ID', '用户 ID'),
  { ...personal('customFied', 'Custom field', '自定义字段'), aliases: ['customField'] },
  instant('createdDate', 'Customer since', '客户创建时间'),
  instant('lastModifiedDate', 'Customer changed', '客户最后修改时间'),
]

/** `customerInfo.address` where it is an object, as in the example; the table says it is text. */
export const ADDRESS_FIELDS: readonly FieldSpec[] = [
  text('id', 'Address ID', '地址 ID'),
  text('label', 'Address label', '地址标签'),
  personal('country', 'Country', '国家'),
  personal('province', 'Province', '省'),
  personal('city', 'City', '市'),
  personal('area', 'Area', '区'),
  personal('town', 'Town', '镇'),
  personal('street', 'Street', '街道'),
  personal('block', 'Block', '楼栋'),
  personal('buildingNo', 'Building', '楼号'),
  personal('roomNo', 'Room', '房号'),
  personal('zip', 'Postcode', '邮编'),
  personal('addressLine1', 'Address line 1', '地址行 1'),
  personal('addressLine2', 'Address line 2', '地址行 2'),
  personal('addressLine3', 'Address line 3', '地址行 3'),
  personal('addressLine4', 'Address line 4', '地址行 4'),
  personal('addressLine5', 'Address line 5', '地址行 5'),
  { ...personal('addtionalAddress', 'Further address', '附加地址'), aliases: ['additionalAddress'] },
  text('title', 'Form of address', '称谓'),
  personal('firstName', 'Recipient’s first name', '收件人名字'),
  personal('middleName', 'Recipient’s middle name', '收件人中间名'),
  personal('lastName', 'Recipient’s last name', '收件人姓氏'),
  personal('phoneNumber1', 'Recipient’s phone 1', '收件人电话 1'),
  personal('phoneNumber2', 'Recipient’s phone 2', '收件人电话 2'),
  text('subjectId', 'Address of', '地址所属 ID'),
  yesOrNo('defaultBillingAddress', 'Default billing address', '默认账单地址'),
  yesOrNo('defaultShippingAddress', 'Default shipping address', '默认收货地址'),
]

/** `customerInfo.organization`, only in the example. */
export const ORGANIZATION_FIELDS: readonly FieldSpec[] = [
  text('id', 'Organisation ID', '组织 ID'),
  text('organizationName', 'Organisation', '组织名称'),
  text('industry', 'Industry', '行业'),
  text('scale', 'Size', '规模'),
  text('summary', 'Summary', '简介'),
  text('description', 'About the organisation', '组织说明'),
  personal('fixedPhone', 'Organisation’s phone', '组织电话'),
  personal('email', 'Organisation’s e-mail', '组织邮箱'),
  personal('fax', 'Organisation’s fax', '组织传真'),
  text('website', 'Organisation’s website', '组织网站'),
  text('logo', 'Logo', '标志'),
]
