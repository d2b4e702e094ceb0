import type { productMethods } from '../../../../shared/modules/products.ts';
import type { Routes } from '../context.ts';
import {
  changeProducts,
  createProduct,
  getProduct,
  listProducts,
  productCategories,
  removeProducts,
  restoreProducts,
  updateProduct,
} from './products.service.ts';

export const productRoutes: Routes<Exclude<keyof typeof productMethods, 'products.export' | 'products.import'>> = {
  'products.list': listProducts,
  'products.get': getProduct,
  'products.categories': productCategories,
  'products.create': createProduct,
  'products.update': updateProduct,
  'products.change': changeProducts,
  'products.remove': removeProducts,
  'products.restore': restoreProducts,
};

export { findProduct, findProducts, productLike, rowToProduct } from './catalogue.ts';
export { productFieldsOf } from './products.service.ts';
