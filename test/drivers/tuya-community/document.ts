/**
 * The result table and the return example of the vendor's document, word for word.
 * https://developer.tuya.com/en/docs/cloud/01f21a0e1d?id=Kay4biq0juz30
 */
export const RESULT_TABLE = `
source                Integer  The source of a specified service ticket.
room_address          String   The detailed address.
create_time           Long     The timestamp when the service ticket is created.
order_content         String   The content of a specified service ticket.
attachments           List     The images attached to a specified service ticket.
service_order_no      String   The number of a specified service ticket.
area_type             Integer  The area type.
parent_category_name  String   The level-1 category name.
parent_category_id    String   The ID of the level-1 category name.
category_name         String   The name of the level-2 category.
apply_user            String   The name of the applicant.
order_status          String   The status of a specified service ticket.
expire_begin_date     Long     The start time of the reservation.
expire_end_date       Long     The end time of the reservation.
cate_id               String   The ID of the level-2 category.
service_address       String   The address of maintenance.
creator               String   The name of the service ticket creator.
creator_mobile        String   The telephone number of the service ticket creator.
contacts              String   The contact method of the applicant.
desc                  String   The description of a problem.
dispatch_user         String   The assigned worker.
dispatch_user_id      String   The ID of the assigned worker.
service_type          String   The service type.
dispatch_content      String   The remarks of dispatch.
dispatch_time         Long     The time of dispatch.
order_money           String   The amount of payment.
payment_type          String   The payment type.
finish_content        String   The remarks of completion.
finish_time           Long     The time of completion.
finish_attachments    List     The attachments that mark the completion.
revisit               String   The object of visit.
revisit_phone         String   The mobile phone number of the visit object.
rate_score            Integer  The review levels.
evaluate_time         Long     The time when a review is made.
evaluate_content      String   The content of a review.
community_name        String   The name of a specified community.
`

export const DOCUMENTED = [...RESULT_TABLE.matchAll(/^([a-z_]+) +(?:Integer|String|Long|List)/gm)].map(
  ([, name = '']) => name,
)

const RETURN_EXAMPLE = `
{
    "attachments": [
        "url1",
        "url2"
    ],
    "category_name": "The level-2 category name",
    "community_name": "The community name",
    "order_money": "13.1",
    "source": 1,
    "expire_end_date": 13010013331,
    "service_address": "The address of maintenance",
    "expire_begin_date": 13010013331,
    "parent_category_id": "13010013331xxx123",
    "order_status": "WaitingForDistribute",
    "dispatch_user_id": "13331xxx123",
    "creator_mobile": "13331xxx123",
    "finish_content": "The content of completion",
    "evaluate_time": 1333112312123,
    "creator": "James",
    "dispatch_user": "James",
    "service_order_no": "BX20210917XXX232",
    "dispatch_time": 13010013331,
    "create_time": 13010013331,
    "revisit": "James",
    "apply_user": "James",
    "cate_id": "13010013331xxx123",
    "area_type": 1,
    "rate_score": 1,
    "dispatch_content": "The remarks of dispatch",
    "finish_time": 1333112312123,
    "finish_attachments": [
        "url1",
        "url2"
    ],
    "service_type": "1",
    "payment_type": 1,
    "order_content": "The content of the service ticket",
    "evaluate_content": "The content of review",
    "room_address": "The house address",
    "parent_category_name": "The parent category name",
    "revisit_phone": "13331xxx123",
    "contacts": "13331xxx123",
    "desc": "The description of the problem"
}`

export const EXAMPLE: Readonly<Record<string, unknown>> = JSON.parse(RETURN_EXAMPLE)

/** How each field of the example reads on the ticket; a field that reads as it was sent is not listed. */
export const READS_AS: Readonly<Record<string, string>> = {
  attachments: 'url1, url2',
  finish_attachments: 'url1, url2',
  order_money: '1310 CNY assumed',
  area_type: 'Public area / 公共区域 / 1',
  service_type: 'Free / 无偿服务 / 1',
  payment_type: 'Cash / 现金 / 1',
  source: '1 / 1 / 1',
  evaluate_time: '2012-03-30T12:58:32.123Z',
  finish_time: '2012-03-30T12:58:32.123Z',
}
