/** 省份、城市 are read from addresses as people write them; what is not certain is not guessed. */
import { describe, expect, it } from 'vitest';
import { regionName, regionOf } from '../../../shared/kernel/regions.ts';

describe('the region of an address', () => {
  it.each([
    ['广东省深圳市南山区科技园', '广东', '深圳'], ['广东深圳南山区', '广东', '深圳'], ['深圳市福田区', '广东', '深圳'], ['深圳南山', '广东', '深圳'], ['广州', '广东', '广州'],
    ['中国广东省 广州市 天河区', '广东', '广州'], ['518000 广东省深圳市', '广东', '深圳'], ['廣東省深圳市', '广东', '深圳'], ['广东省，佛山市顺德区', '广东', '佛山'],
    ['北京市朝阳区建国路1号', '北京', '北京'], ['北京朝阳', '北京', '北京'], ['上海市浦东新区南京西路', '上海', '上海'], ['重庆渝中区', '重庆', '重庆'], ['香港特别行政区九龙', '香港', '香港'],
    ['内蒙古自治区呼和浩特市新城区', '内蒙古', '呼和浩特'], ['新疆维吾尔自治区乌鲁木齐市', '新疆', '乌鲁木齐'], ['广西壮族自治区南宁市', '广西', '南宁'], ['宁夏银川', '宁夏', '银川'],
    ['吉林省吉林市船营区', '吉林', '吉林'], ['吉林市船营区', '吉林', '吉林'], ['吉林省长春市', '吉林', '长春'], ['海南省海口市', '海南', '海口'], ['青海省海南藏族自治州共和县', '青海', '海南'],
    ['云南省大理白族自治州大理市', '云南', '大理'], ['湖北省神农架林区', '湖北', '神农架'], ['朝阳市双塔区', '辽宁', '朝阳'], ['广东省中山市', '广东', '中山'], ['广东省', '广东', ''], ['江苏省昆山市玉山镇', '江苏', ''],
    ['Nanshan District, Shenzhen, Guangdong', '广东', '深圳'], ['88 Nanjing Road, Shanghai', '上海', '上海'], ['Suzhou, Jiangsu', '江苏', '苏州'], ['Hohhot', '内蒙古', '呼和浩特'], ['Urumqi, Xinjiang', '新疆', '乌鲁木齐'], ["Xi'an, Shaanxi", '陕西', '西安'], ['Central, Hong Kong', '香港', '香港'],
  ])('is read from “%s”', (address, province, city) => expect(regionOf(address)).toEqual({ province, city })); // prettier-ignore

  it.each(['南京西路 100 号', '四川北路 88 号', '中山公园旁', '北京东路', '朝阳区建国路', '门口小卖部', '公司前台', '', '10 Downing Street, London', 'Suzhou', '12 Shanghai Road'])('is not guessed from “%s”', (address) => expect(regionOf(address)).toBeNull());

  it('has an English name', () => {
    expect([regionName('陕西', 'en'), regionName('深圳', 'en'), regionName('深圳', 'zh-CN'), regionName('?', 'en')]).toEqual(['Shaanxi', 'Shenzhen', '深圳', '?']);
  });
});
