-- Numbers of customers: whether one was given already is asked at every new customer.
CREATE INDEX customer_code ON customer (code) WHERE code IS NOT NULL;
