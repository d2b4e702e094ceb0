/** Words of exported sales and price lists; the headings are those the price list import knows. */
import { saleImport as enImport } from '../../../../shared/i18n/en/sale-import.ts';
import { saleImport as zhImport } from '../../../../shared/i18n/zh-CN/sale-import.ts';
import type { SaleProblem } from '../../../../shared/modules/sale-import.ts';
import type { Language } from '../../../../shared/modules/words.ts';

export interface FileWords {
  readonly sheet: { readonly sales: string; readonly lines: string; readonly products: string };
  readonly sale: Readonly<
    Record<
      | 'number' | 'date' | 'kind' | 'customer' | 'items' | 'subtotal' | 'discount' | 'amount' | 'received' | 'refunded' | 'open'
      | 'currency' | 'state' | 'dueDate' | 'instalments' | 'payMethod' | 'notes' | 'product' | 'category' | 'quantity' | 'unit' | 'price',
      string
    >
  >; // prettier-ignore
  readonly kinds: Readonly<Record<'sale' | 'refund', string>>;
  readonly states: Readonly<Record<'unpaid' | 'part' | 'settled', string>>;
  readonly methods: Readonly<Record<string, string>>;
  readonly product: Readonly<Record<'code' | 'name' | 'category' | 'unit' | 'price' | 'cost' | 'currency' | 'active' | 'notes', string>>;
  readonly yes: string;
  readonly no: string;
}

const zh: FileWords = {
  sheet: { sales: '成交', lines: '成交明细', products: '商品' },
  sale: {
    number: '单号', date: '日期', kind: '类型', customer: '客户', items: '商品', subtotal: '小计', discount: '优惠', amount: '金额', received: '已收',
    refunded: '已退', open: '未收', currency: '币种', state: '收款', dueDate: '约定付款日', instalments: '分期', payMethod: '付款方式', notes: '备注', product: '商品',
    category: '分类', quantity: '数量', unit: '单位', price: '单价',
  }, // prettier-ignore
  kinds: { sale: '成交', refund: '退货' },
  states: { unpaid: '未付', part: '部分付款', settled: '已结清' },
  methods: { cash: '现金', wechat: '微信', alipay: '支付宝', card: '刷卡', transfer: '转账', stored: '储值', other: '其他' },
  product: { code: '商品编码', name: '商品名称', category: '分类', unit: '单位', price: '售价', cost: '进价', currency: '币种', active: '在售', notes: '备注' },
  yes: '是',
  no: '否',
};

const en: FileWords = {
  sheet: { sales: 'Sales', lines: 'Sale lines', products: 'Products' },
  sale: {
    number: 'Number', date: 'Date', kind: 'Type', customer: 'Customer', items: 'Items', subtotal: 'Subtotal', discount: 'Discount', amount: 'Amount',
    received: 'Received', refunded: 'Refunded', open: 'Open', currency: 'Currency', state: 'Payment', dueDate: 'Due date', instalments: 'Instalments', payMethod: 'Paid by',
    notes: 'Notes', product: 'Product', category: 'Category', quantity: 'Quantity', unit: 'Unit', price: 'Unit price',
  }, // prettier-ignore
  kinds: { sale: 'Sale', refund: 'Refund' },
  states: { unpaid: 'Unpaid', part: 'Partly paid', settled: 'Settled' },
  methods: { cash: 'Cash', wechat: 'WeChat Pay', alipay: 'Alipay', card: 'Card', transfer: 'Transfer', stored: 'Stored value', other: 'Other' },
  product: { code: 'Product code', name: 'Product name', category: 'Category', unit: 'Unit', price: 'Price', cost: 'Cost', currency: 'Currency', active: 'On sale', notes: 'Notes' },
  yes: 'yes',
  no: 'no',
};

export const fileWords: Readonly<Record<Language, FileWords>> = { 'zh-CN': zh, en };

/** Headings of price lists people have, folded; ours among them. */
export const productHeadings: Readonly<Record<string, readonly string[]>> = {
  code: ['商品编码', '商品编号', '编码', '编号', '货号', '条码', '条形码', 'sku', 'product code', 'code', 'item no', 'item number', 'barcode'],
  name: ['商品名称', '商品', '品名', '名称', '货品名称', '服务项目', '项目', 'product name', 'product', 'name', 'item', 'description'],
  category: ['分类', '类别', '商品分类', '品类', 'category', 'group', 'type'],
  unit: ['单位', '计量单位', 'unit', 'uom'],
  price: ['售价', '价格', '单价', '零售价', '销售价', '标准价', 'price', 'unit price', 'sales price', 'list price', 'retail price'],
  cost: ['进价', '成本', '成本价', '采购价', 'cost', 'cost price', 'purchase price'],
  currency: ['币种', '货币', 'currency'],
  active: ['在售', '是否在售', '状态', 'on sale', 'active', 'status'],
  notes: ['备注', '说明', 'notes', 'note', 'remarks'],
};

/** The file of sales left out: its two columns in front and the reasons, as the window says them. */
export function saleProblemWords(language: Language): { readonly row: string; readonly reason: string; readonly of: (problem: SaleProblem) => string } {
  const words = language === 'zh-CN' ? zhImport : enImport;
  const texts: Readonly<Record<string, string>> = words.problems;
  return { row: words.rowHeading, reason: words.reason, of: (problem) => texts[problem.replace('.', '_')] ?? problem };
}
