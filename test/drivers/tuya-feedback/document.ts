/**
 * The result table and the return example of the vendor's document of the list, word for word.
 * https://developer.tuya.com/en/docs/cloud/defe369065?id=Kb68j3crs10cy
 */
export const LIST_TABLE = `
ticket_no                 String   The number of the specified service ticket.
create_time               Long     The time when a service ticket is created.
update_time               Long     The time when a service ticket is updated.
state_code                String   The status of the specified service ticket.
state_name                String   The name of the specified status.
ticket_type               String   The type of the specified service ticket.
handler_owner             String   The account that has permission to handle the service ticket.
handler_owner_nick_name   String   The nickname of the account that has permission to handle the service ticket.
owner_enterprise_name     String   The company name on the Tuya Developer Platform, which is linked with the account that has permission to handle the service ticket.
handler_enterprise_name   String   The company name on the Tuya Developer Platform, which is linked with the current assignee.
handler                   String   The current assignee to whom the service ticket is assigned.
handler_nick_name         String   The nickname of the current assignee.
description               String   The description of details.
app_name                  String   The name of the specified application.
product_name              String   The product name.
user_account              String   The user account.
evaluation_star           Integer  The review ratings.
evaluation_problem_solve  Boolean  Indicates whether the user's problem is resolved.
new_reply                 Integer  The number of new replies from the user.
main_acct_id              String   The account that submits the service ticket.
is_operate                Boolean  Specifies whether the account has operation permission.
`

export const LISTED = [...LIST_TABLE.matchAll(/^([a-z_]+) +(?:Integer|String|Long|Boolean)/gm)].map(
  ([, name = '']) => name,
)

const RETURN_EXAMPLE = `
{
    "result": {
        "page_no": 1,
        "list": [
            {
                "ticket_type": "General service support/Device problems/Offline",
                "handler": "iotplatf***@yopmail.com",
                "create_time": 1638255813812,
                "handler_nick_name": "This is a nickname",
                "evaluation_star": -1,
                "handler_owner_nick_name": "Nickname",
                "description": "Test reply",
                "is_operate": true,
                "product_name": "DIY Light Panel",
                "app_name": "Test apps",
                "owner_enterprise_name": "Tuya Smart",
                "update_time": 1638356077881,
                "handler_owner": "sun***@tuya.com",
                "main_acct_id": "ay15220305101785****",
                "ticket_no": "FBAY2021113****",
                "handler_enterprise_name": "Hangzhou Tuya Information Technology Co., Ltd.",
                "user_account": "",
                "state_code": "Processing",
                "new_reply": 0
            }
        ],
        "total": 8,
        "has_more": true
    },
    "t": 1638871293544,
    "success": true
}`

interface Answer {
  readonly result: { readonly list: readonly Readonly<Record<string, unknown>>[] }
}

export const EXAMPLE: Answer = JSON.parse(RETURN_EXAMPLE)

export const EXAMPLE_ROW: Readonly<Record<string, unknown>> = EXAMPLE.result.list[0] ?? {}

/**
 * The fields that only the detail has, or calls otherwise, with values of every type that is known of them.
 * https://developer.tuya.com/en/docs/cloud/357074972c?id=Kb68j4m8jhmp4
 */
export const DETAIL: Readonly<Record<string, unknown>> = {
  id: 4_100_203,
  ticket_no: 'FBAY2021113****',
  state_code: 'Processing',
  state_name: 'In process',
  ticket_type: 'General service support/Device problems/Offline',
  handle_owner: 'sun***@tuya.com',
  handle_owner_nick_name: 'Nickname',
  assignee: 'iotplatf***@yopmail.com',
  assignee_nick_name: 'This is a nickname',
  app_name: 'Test apps',
  app_version: '5.12.0',
  product_name: 'DIY Light Panel',
  product_id: 'testxxxx',
  uuid: 'uuid6f2a01',
  device_id: '6c3b0f91',
  requester: 'ann***@example.com',
  requester_name: 'Annika Berg',
  requester_mobile: '+46-70***4412',
  requester_email: 'annika***@example.com',
  mobile_system: 'iOS 18.2',
  mobile_type: 'iPhone 15',
  mobile_lang: 'en_GB',
  tech_ticket_nos: ['TECH20261', 'TECH20262'],
  urge: 1,
  is_follow: true,
  is_operate: true,
  create_time: 1638255813812,
  is_unbind_device: false,
  device_region: 'EU',
  user_registered_time: 1620000000000,
}

/** How these read on a ticket; a field that reads as it was sent is not listed. */
export const READS_AS: Readonly<Record<string, string>> = {
  create_time: '2021-11-30T07:03:33.812Z',
  update_time: '2021-12-01T10:54:37.881Z',
  user_registered_time: '2021-05-03T00:00:00.000Z',
  tech_ticket_nos: 'TECH20261, TECH20262',
  is_operate: 'Yes / 是 / true',
  evaluation_problem_solve: 'Yes / 是 / true',
  is_follow: 'Yes / 是 / true',
  is_unbind_device: 'No / 否 / false',
  urge: 'Yes / 是 / 1',
}
