/** Which column of a file of sales is what, by its heading. */
import type { SaleColumn } from '../../../../../shared/modules/sale-import.ts';
import { headingKey } from '../../transfer/index.ts';

/** Headings people use, as `headingKey` leaves them; the first of a row is the best. */
const HEADINGS: Readonly<Record<SaleColumn, readonly string[]>> = {
  number: ['单号', '销售单号', '订单号', '订单编号', '单据编号', '单据号', '流水号', '小票号', '交易号', '合同号', 'ordernumber', 'orderno', 'orderid', 'invoicenumber', 'invoiceno', 'receiptno', 'number', 'no'],
  kind: ['类型', '单据类型', '业务类型', '交易类型', 'type', 'kind'],
  date: ['成交日期', '销售日期', '日期', '消费日期', '消费时间', '下单日期', '下单时间', '购买日期', '购买时间', '交易日期', '交易时间', '成交时间', '开单日期', '单据日期', '时间', 'date', 'saledate', 'orderdate', 'invoicedate', 'purchasedate'],
  customer: ['客户', '客户名称', '客户姓名', '姓名', '会员', '会员姓名', '会员名称', '顾客', '顾客姓名', '买家', '购买人', '收货人', '往来单位', '购货单位', '公司', 'customer', 'customername', 'client', 'clientname', 'buyer', 'billto'],
  phone: ['手机', '手机号', '手机号码', '电话', '联系电话', '电话号码', '会员手机', '会员手机号', '客户电话', '联系方式', 'phone', 'phonenumber', 'mobile', 'tel'],
  customerCode: ['客户编号', '客户编码', '会员号', '会员卡号', '会员编号', '卡号', 'customercode', 'customerid', 'customerno', 'memberno', 'memberid', 'cardno'],
  product: ['商品名称', '商品', '品名', '产品名称', '产品', '项目', '消费项目', '服务项目', '项目名称', '货品名称', '货品', '内容', '消费内容', '摘要', '课程', '套餐', 'product', 'productname', 'item', 'items', 'itemname', 'description', 'service'],
  productCode: ['商品编码', '商品编号', '货号', '产品编码', '条码', '条形码', 'sku', 'productcode', 'itemno', 'itemcode', 'barcode'],
  category: ['商品分类', '分类', '类别', '品类', 'category'],
  quantity: ['数量', '件数', '次数', '销售数量', 'quantity', 'qty', 'units'],
  unit: ['单位', '计量单位', 'unit', 'uom'],
  price: ['单价', '售价', '销售单价', '价格', '成交价', 'unitprice', 'price', 'rate'],
  discount: ['优惠', '优惠金额', '折扣金额', '减免', '让利', 'discount', 'discountamount'],
  amount: ['金额', '成交金额', '销售金额', '消费金额', '应收', '应收金额', '合计', '合计金额', '总价', '总额', '总金额', '销售额', '订单金额', '价税合计', '小计', 'amount', 'total', 'totalamount', 'linetotal', 'grandtotal', 'subtotal'],
  received: ['已收', '已收金额', '实收', '实收金额', '已付', '已付金额', '付款金额', '收款金额', '收款', '实付', '实付金额', 'received', 'paid', 'paidamount', 'amountpaid', 'payment'],
  open: ['未收', '未收金额', '欠款', '欠款金额', '未付', '未付金额', '尾款', '余款', 'open', 'unpaid', 'balancedue', 'outstanding', 'due'],
  payMethod: ['付款方式', '支付方式', '收款方式', '结算方式', 'paidby', 'paymentmethod', 'paymethod', 'method'],
  dueDate: ['约定付款日', '付款期限', '到期日', '应收日期', 'duedate', 'payby'],
  instalments: ['分期', '分期计划', '回款计划', '付款计划', 'instalments', 'installments', 'paymentplan'],
  currency: ['币种', '货币', 'currency'],
  notes: ['备注', '说明', '附注', 'notes', 'note', 'remark', 'remarks', 'comment', 'memo'],
}; // prettier-ignore

/** What each heading means; every meaning is given once, to the heading that says it best. */
export function recogniseColumns(headers: readonly string[]): (SaleColumn | null)[] {
  const found = headers.map((): SaleColumn | null => null);
  const keys = headers.map(headingKey);
  for (const [column, words] of Object.entries(HEADINGS) as [SaleColumn, readonly string[]][]) {
    const best = keys
      .map((key, at) => ({ at, rank: words.indexOf(key) }))
      .filter(({ at, rank }) => rank >= 0 && found[at] === null)
      .sort((a, b) => a.rank - b.rank)[0];
    if (best) found[best.at] = column;
  }
  return found;
}

/** What has to be there: a day, somebody, and a sum. A column that says only what was received is the sum. */
export function missingColumns(columns: readonly (SaleColumn | null)[]): ('date' | 'customer' | 'amount')[] {
  const has = (...any: SaleColumn[]) => any.some((one) => columns.includes(one));
  return [
    ...(has('date') ? [] : (['date'] as const)),
    ...(has('customer', 'phone', 'customerCode') ? [] : (['customer'] as const)),
    ...(has('amount', 'price', 'received', 'productCode', 'product') ? [] : (['amount'] as const)),
  ];
}
