/** What people call the fields of a customer at the head of a column, in Chinese and English. */
import { hasHan, toHalfWidth, toSimplified } from '../../../../shared/kernel/text.ts';

/** A field a column can mean. `skip` is noise (序号), `part:*` a piece of a joined value. */
// prettier-ignore
export type Meaning =
  | 'name' | 'customerName' | 'contactName' | 'familyName' | 'givenName' | 'nickname'
  | 'company' | 'title' | 'phones' | 'wechats' | 'emails'
  | 'addresses' | 'province' | 'city' | 'district' | 'street' | 'postcode' | 'country'
  | 'birthday' | 'lunarBirthday' | 'verifiedOn' | 'gender' | 'source' | 'tags' | 'grade' | 'notes' | 'preferences' | 'painPoints' | 'preferredTime' | 'preferredMethod' | 'doNotContact' | 'contactEvery' | 'starred' | 'noticeOn' | 'consented' | 'consentOn' | 'consentMethod' | 'consentScope' | 'code' | 'createdAt' | 'kind' | 'skip';

/** Words in the order of preference: a column that uses an earlier word is the better one. Written as `headingKey` writes them. */
// prettier-ignore
export const SYNONYMS: Readonly<Record<Meaning, readonly string[]>> = {
  name: ['姓名', '客户姓名', '会员姓名', '顾客姓名', '学员姓名', '学生姓名', '真实姓名', '姓名全称', '中文名', '中文姓名', '英文名', '联系人姓名',
    '收货人', '收件人', '购买人', '车主', '业主', '患者姓名', '宝宝姓名', '家长姓名', 'fullname', 'name', 'displayname', 'customerfullname',
    'contactname', 'membername', 'clientname', 'guestname', 'studentname', 'patientname', 'personname', 'yourname', 'xm', '名前', '氏名'],
  customerName: ['客户名称', '客户名', '客户', '会员', '会员名称', '顾客', '顾客名称', '名称', '全称', '名字', '往来单位', 'customername', 'customer',
    'client', 'accountname', 'account', 'member', 'guest', 'buyer', 'buyername', '买家', '买家姓名', '买家名称'],
  contactName: ['联系人', '主要联系人', '联络人', '对接人', '负责人', '经办人', '首要联系人', 'contact', 'contactperson', 'primarycontact', 'maincontact', 'attn'],
  familyName: ['姓', '姓氏', 'lastname', 'surname', 'familyname', 'last', 'sn'],
  givenName: ['名', 'firstname', 'givenname', 'forename', 'first', 'christianname'],
  nickname: ['昵称', '微信昵称', '网名', '别名', '称呼', '尊称', 'nickname', 'alias', 'preferredname', '买家昵称', '旺旺', '客户昵称', '会员昵称', '小名'],
  company: ['公司', '公司名称', '单位', '单位名称', '工作单位', '企业', '企业名称', '所属公司', '所在公司', '客户公司', '店名', '店铺', '店铺名称', '门店名称',
    '商户名称', '机构', '机构名称', '组织', '学校', 'company', 'companyname', 'organization', 'organisation', 'organizationname', 'organization1name',
    'employer', 'business', 'businessname', 'firm', 'shop', 'shopname', 'storename', 'school'],
  title: ['职务', '职位', '职称', '岗位', '头衔', 'title', 'jobtitle', 'position', 'organizationtitle', 'organization1title', 'role', 'occupation', '职业'],
  phones: ['手机', '手机号', '手机号码', '电话', '联系电话', '电话号码', '联系方式', '移动电话', '联系手机', '手机电话', '常用电话', '电话1', '手机1', '座机', '固定电话',
    '固话', '办公电话', '公司电话', '家庭电话', '住宅电话', '备用电话', '其他电话', '紧急联系电话', '收货人电话', '收件人手机', '会员手机', '注册手机', '绑定手机',
    'phone', 'phonenumber', 'mobile', 'mobilephone', 'mobilenumber', 'mobileno', 'tel', 'telephone', 'cell', 'cellphone', 'contactnumber',
    'contactno', 'phoneno', 'telno', 'homephone', 'businessphone', 'workphone', 'officephone', 'otherphone', 'landline', 'primaryphone',
    'companymainphone', 'homephone2', 'businessphone2', 'carphone', 'whatsapp', 'msisdn', 'phone1value', 'phone2value', 'phone3value', 'phone4value', 'sjh', 'dh', '電話番号', '携帯電話'],
  wechats: ['微信', '微信号', '微信id', '微信号码', '微信账号', '个人微信', '客户微信', '企微', '企业微信', 'wechat', 'wechatid', 'weixin', 'wx', 'wxid', 'vx', 'wechatno', '薇信', '威信'],
  emails: ['邮箱', '电子邮箱', '邮件', '电子邮件', '邮箱地址', '邮件地址', '电子信箱', '电邮', '信箱', 'email', 'emailaddress', 'mail', 'mailaddress', 'primaryemail',
    'emailaddress2', 'emailaddress3', 'email1value', 'email2value', 'email3value', 'workemail', 'personalemail', 'homeemail'],
  addresses: ['地址', '联系地址', '详细地址', '通讯地址', '家庭地址', '住址', '收货地址', '送货地址', '公司地址', '单位地址', '客户地址', '通信地址', '现住址', '居住地址', '收件地址',
    '办公地址', '门店地址', 'address', 'fulladdress', 'mailingaddress', 'homeaddress', 'shippingaddress', 'deliveryaddress', 'billingaddress',
    'address1formatted', 'address2formatted', 'businessaddress', 'companyaddress', '住所'],
  province: ['省', '省份', '所在省', '所属省份', '省市', 'province', 'state', 'stateprovince', 'address1region', 'homestate', 'businessstate', 'region'],
  city: ['市', '城市', '所在市', '所在城市', '地级市', 'city', 'town', 'address1city', 'homecity', 'businesscity'],
  district: ['区', '区县', '县', '县区', '所在区', '所在区县', '市区', '区域', 'district', 'county', 'suburb'],
  street: ['街道', '街道地址', '路', '门牌', '门牌号', '小区', 'street', 'streetaddress', 'address1', 'addressline1', 'homestreet', 'businessstreet', 'address1street', 'line1'],
  postcode: ['邮编', '邮政编码', 'zip', 'zipcode', 'postcode', 'postalcode', 'address1postalcode', 'homepostalcode', 'businesspostalcode'],
  country: ['国家', '国家地区', 'country', 'countryregion', 'address1country', 'homecountryregion', 'businesscountryregion'],
  birthday: ['生日', '出生日期', '出生年月日', '出生年月', '公历生日', '阳历生日', '生辰', '会员生日', '客户生日', '生日日期', '新历生日', 'birthday', 'birthdate', 'dateofbirth', 'dob', 'born', 'bday', '誕生日', '生年月日'],
  lunarBirthday: ['农历生日', '阴历生日', '旧历生日', '农历', '生日农历', 'lunarbirthday', 'lunarbirthdate', '农历出生日期', '阴历'],
  verifiedOn: ['上次核对日', '核对日期', '上次核对', '最近核对', 'lastchecked', 'verifiedon', 'lastverified'],
  gender: ['性别', '男女', '客户性别', 'gender', 'sex'],
  source: ['来源', '客户来源', '渠道', '来源渠道', '会员来源', '获客渠道', '信息来源', '线索来源', '推荐来源', 'source', 'leadsource', 'channel', 'customersource', 'howdidyouhear', 'origin', 'referredby', 'acquisitionchannel'],
  tags: ['标签', '客户标签', '分组', '客户分组', '群组', '会员标签', '分类', '客户分类', '类别', '客户类别', 'tags', 'tag', 'labels', 'label', 'groups', 'group', 'categories', 'category', 'groupmembership', 'segment'],
  grade: ['等级', '级别', '会员等级', '客户等级', '客户级别', '会员级别', 'vip等级', '星级', '客户星级', '卡类型', '会员卡类型', '会员类型', 'grade', 'level', 'tier', 'rank', 'rating', 'memberlevel', 'membership', 'viplevel', 'membershiplevel', 'vip'],
  notes: ['备注', '备注信息', '客户备注', '说明', '描述', '附注', '其他说明', '留言', '特殊要求', '简介', '注意事项', 'notes', 'note', 'remark', 'remarks', 'comment', 'comments', 'description', 'memo', '備考'],
  preferences: ['偏好', '喜好', '客户偏好', '客户喜好', '爱好', '兴趣爱好', '口味', '忌口', 'likes', 'preferences', 'preference', 'interests', 'hobbies'],
  painPoints: ['痛点与顾虑', '痛点', '顾虑', '客户痛点', '主要痛点', '担心', 'concerns', 'painpoints', 'painpoint', 'worries'],
  preferredTime: ['合适时段', '合适时间', '方便时间', '方便的时间', '方便联系时间', '联系时段', '最佳联系时间', 'goodtime', 'preferredtime', 'besttimetocall', 'besttimetocontact', 'besttime'],
  preferredMethod: ['首选联系方式', '偏好联系方式', '首选方式', '沟通方式', 'preferredchannel', 'preferredmethod', 'preferredcontactmethod'],
  doNotContact: ['勿扰', '免打扰', '拒绝联系', 'donotdisturb', 'donotcontact', 'optout', 'unsubscribed'],
  contactEvery: ['联系周期', '联系周期天', '联系周期天数', '联系频率', '回访周期', '跟进周期', 'contactevery', 'contacteverydays', 'contactfrequency', 'contactcycle'],
  starred: ['重点客户', '重点', '是否重点', '重点关注', '星标', '星标客户', 'important', 'starred', 'keycustomer'],
  noticeOn: ['告知日期', '告知时间', '告知日', '隐私告知日期', 'toldon', 'noticedate', 'noticegivenon', 'privacynoticedate'],
  consented: ['是否同意', '同意', 'consentgiven', '已同意', '同意与否', '隐私同意', '是否授权', 'consent', 'consented', 'agreed', 'optin', 'gdprconsent', 'marketingconsent'],
  consentOn: ['同意日期', '同意时间', '授权日期', '授权时间', '撤回日期', 'consentdate', 'consentedon', 'agreedon', 'optindate'],
  consentMethod: ['告知同意方式', '同意方式', '告知方式', '授权方式', 'consentgivenby', 'consentmethod'],
  consentScope: ['告知同意范围', '同意范围', '告知范围', '授权范围', '使用范围', 'consentcovers', 'consentscope'],
  code: ['客户编号', '会员卡号', '会员号', '会员编号', '编号', '卡号', '客户代码', '客户编码', '编码', '客户号', '客户id', '会员id', '学号', '客户代号', '代码', '档案号', 'code', 'customercode',
    'customerid', 'customerno', 'customernumber', 'memberid', 'memberno', 'membernumber', 'membercode', 'cardno', 'cardnumber', 'membershipno', 'accountnumber', 'clientid', 'id', 'uid', 'externalid', 'uniqueid', 'reference', 'vipno'],
  createdAt: ['建档日期', '建档时间', '创建时间', '创建日期', '注册时间', '注册日期', '录入时间', '录入日期', '登记日期', '登记时间', '入会日期', '入会时间', '开卡日期', '开卡时间', '加入日期', '成为客户日期', '添加时间', '添加日期', '办卡日期', '首次到店', '建卡日期',
    'created', 'createdat', 'createddate', 'createdtime', 'datecreated', 'creationdate', 'createtime', 'createdon', 'createdat', 'registered', 'registrationdate', 'signupdate', 'joindate', 'joined', 'joinedat', 'membersince', 'customersince', 'dateadded', 'regdate'],
  kind: ['客户类型', '客户性质', '类型', '性质', '个人企业', '单位个人', '客户种类', 'customertype', 'type', 'kind', 'accounttype', 'clienttype'],
  skip: ['序号', '序', '行号', 'no', '序列', '序列号', '#', 'index', 'rownumber', 'sn#', 'sno', 'srno', 'slno', 'seq', '编序', '项次', '番号', '原文件行号', '未导入原因', '最近修改', 'lastchanged', '拼音', 'pinyin', 'rowinfile', 'reasonnotimported'],
};

/** Labels read off a heading, for one of several phones, e-mails or addresses, in the heading's language. Tested in order. */
const LABELS: readonly (readonly [RegExp, string, string])[] = [
  [/座机|固话|固定|landline/, '座机', 'Landline'],
  [/办公|公司|单位|work|business|office/, '工作', 'Work'],
  [/家庭|住宅|家里|home/, '家庭', 'Home'],
  [/备用|其他|other|second|2$|二$/, '备用', 'Other'],
  [/紧急|emergency/, '紧急', 'Emergency'],
  [/收货|收件|送货|shipping|delivery/, '收货', 'Shipping'],
  [/企微|企业微信/, '企业微信', 'WeCom'],
  [/账单|billing/, '账单', 'Billing'],
];

/**
 * A heading as a key: half width, simplified, lower case, without spaces and
 * punctuation, without what stands in brackets ("手机（必填）" → `手机`), unless
 * nothing else is left.
 */
export function headingKey(header: string): string {
  const folded = toSimplified(toHalfWidth(header))
    .toLowerCase()
    .replace(/^\ufeff/, '');
  const bare = strip(folded.replace(/\([^()]*\)|\[[^\][]*\]|【[^】]*】|<[^<>]*>/g, ''));
  return bare === '' ? strip(folded) || folded.trim() : bare;
}

function strip(text: string): string {
  return text.replace(/[^\p{L}\p{N}#]+/gu, '');
}

/** The label a heading suggests (`办公电话` → 工作), if any. */
export function headingLabel(header: string): string | undefined {
  const key = headingKey(header);
  return LABELS.find(([pattern]) => pattern.test(key))?.[hasHan(header) ? 1 : 2];
}

let exact: Map<string, { meaning: Meaning; rank: number }> | null = null;

/** The meaning whose list has exactly this key, with its place in the list (0 = best). */
export function exactMeaning(key: string): { meaning: Meaning; rank: number } | null {
  if (!exact) {
    exact = new Map();
    for (const [meaning, words] of Object.entries(SYNONYMS) as [Meaning, readonly string[]][]) {
      for (const [rank, word] of words.entries()) if (!exact.has(word)) exact.set(word, { meaning, rank });
    }
  }
  return exact.get(key) ?? null;
}
