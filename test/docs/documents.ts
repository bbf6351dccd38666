/** The names in the vendors' documents, table by table: those of the tables first, then those that only examples have. */
export interface VendorDocument {
  readonly vendor: string
  readonly tables: Readonly<Record<string, readonly string[]>>
}

const names = (line: string): string[] => line.split(/\s+/)

export const DOCUMENTS: readonly VendorDocument[] = [
  {
    vendor: 'tuya-community',
    tables: {
      Request: names(`block_id service_order_no`),
      Answer: names(`result source room_address create_time order_content attachments service_order_no area_type
        parent_category_name parent_category_id category_name apply_user order_status expire_begin_date
        expire_end_date cate_id service_address creator creator_mobile contacts desc dispatch_user
        dispatch_user_id service_type dispatch_content dispatch_time order_money payment_type finish_content
        finish_time finish_attachments revisit revisit_phone rate_score evaluate_time evaluate_content
        community_name`),
    },
  },
  {
    vendor: 'tuya-feedback',
    tables: {
      Request: names(`req product_id cate_path in_state_list page_no page_size productId pageSIze pageNo`),
      Answer: names(`success t result total page_no page_size list has_more`),
      list: names(`ticket_no create_time update_time state_code state_name ticket_type handler_owner
        handler_owner_nick_name owner_enterprise_name handler_enterprise_name handler handler_nick_name
        description app_name product_name user_account evaluation_star evaluation_problem_solve new_reply
        main_acct_id is_operate`),
    },
  },
  {
    vendor: 'akubela',
    tables: {
      'Every request': names(`Content-Type Accept Authorization command id param`),
      'Every answer': names(`Content-Type success timestamp result`),
      'get_maintenance_list: param': names(`residence_id`),
      'get_maintenance_list: result':
        names(`maintenance_id start_time finish_time description contact maintenance_picture_url feedback state
        created_time`),
      'get_maintenance_info: param': names(`residence_id maintenance_id`),
      'get_maintenance_info: result': names(
        `start_time finish_time description contact maintenance_picture_url feedback state created_time`,
      ),
      'create_maintenance_info: param': names(`residence_id start_time finish_time description contact filename`),
      'create_maintenance_info: result': names(`maintenance_id`),
      'delete_maintenance_info: param': names(`residence_id maintenance_id`),
      'batch_delete_maintenance_info: param': names(`residence_id maintenances maintenance_id`),
    },
  },
  {
    vendor: 'dayu',
    tables: {
      Request: names(`id customerType customerName customerCompany customerMobile customerTelphome provinceAdcode
        provinceId provinceName cityAdcode cityId cityName districtAdcode districtId districtName address
        comment appointmentTime needEsignature isCheck updated orderAccessor spuSettlementPrice sn
        needSerialNumPic payType doorPrice servicePrice doorPriceComment needShortVideo orderAccessorites
        token`),
      orderAccessorites: names(`name URL url`),
      Answer: names(`code subCode data msg`),
    },
  },
  {
    vendor: 'aicc',
    tables: {
      Request: names(`Content-Type access-token id`),
      Answer: names(`resCode resMsg result caseInfo caseTrace customerInfo tasks isFollower`),
      caseInfo:
        names(`id caseNo status title priority parentId ownerId origin isUpgraded extternalNo dueDate description
        creatorId createdDate contactId reason contactPhone state stayDate suspendAccumulatedTime
        suspendDate type closedDate attachment creatorName ownerName AICC__IsCanced__CST
        AICC__IsSuspend__CST AICC__Origin__CST.name AICC__Priority__CST.name AICC__Reason__CST.name
        AICC__State__CST.name AICC__Status__CST.name AICC__Type__CST.__objectType AICC__Type__CST.name
        AICC__test1__CST`),
      caseTrace: names(`creatorId creatorName type relatedId title description from fromName toAddress createdDate
        attachment`),
      customerInfo:
        names(`id name nickName gender firstName middleName lastName age birthDay title status website bindAccount
        address phone cellphone channel customerName description level organizationId picture remark email
        fax createdDate lastModifiedDate cellPhone1 cellPhone2 cellPhone3 phone1 phone2 phone3 email1 email2
        customFied organization userId`),
      'customerInfo: address (example only)':
        names(`id label firstName middleName lastName title country province city area town street block buildingNo
        roomNo addressLine1 addressLine2 addressLine3 addressLine4 addressLine5 addtionalAddress zip
        phoneNumber1 phoneNumber2 subjectId defaultBillingAddress defaultShippingAddress`),
      'customerInfo: organization (example only)': names(
        `id organizationName description email fax fixedPhone industry logo scale summary website`,
      ),
    },
  },
]
