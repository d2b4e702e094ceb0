import { code, say, type Topic } from '../../said.ts';

export const servers: Topic = {
  about: say`不装网盘软件，也能把备份传到网盘的服务器。传上去之前已经加密，服务商看不到客户。`,
  parts: [
    {
      title: '坚果云（WebDAV）',
      steps: [
        say`在浏览器里登录坚果云，打开账户信息里的“安全选项”，在“第三方应用管理”里添加一个应用，生成应用密码。`,
        say`在坚果云里建一个文件夹，比如${code('backup')}。`,
        say`在熟客的${'backup.nav'}里点${'backup.places.add'}，选${'backup.adding.way.webdav'}。`,
        say`${'backup.remote.url'}写${code('https://dav.jianguoyun.com/dav/backup')}，${'backup.remote.user'}写登录用的邮箱，${'backup.remote.secret'}写刚才生成的那一串，不是登录密码。`,
        say`点${'backup.remote.test'}：会真的写一份、读回来、再删掉。能用了，点${'backup.adding.button'}。`,
      ],
      points: [say`Nextcloud 也一样：地址在它的“文件 → 设置”里，应用密码在“个人设置 → 安全”里生成。`],
    },
    {
      title: '阿里云、腾讯云等对象存储（S3）',
      steps: [
        say`在服务商那里建一个存储桶，读写权限选“私有”。`,
        say`单独建一个只能读写这个桶的访问密钥，不要用主账号的。`,
        say`点${'backup.places.add'}，选${'backup.adding.way.s3'}，填${'backup.remote.endpoint'}、${'backup.remote.bucket'}、${'backup.remote.keyId'}和${'backup.remote.key'}。`,
        say`点${'backup.remote.test'}，再点${'backup.adding.button'}。`,
      ],
    },
    {
      title: '以后',
      points: [
        say`断网、服务器忙，都会自动再试，不用管它。`,
        say`应用密码换了，点这个地方的${'backup.remote.change'}。密码只存在加密的客户簿里，不再显示。`,
        say`把服务器地址和用户名另外记在纸上。电脑丢了，要靠它们找回备份。`,
      ],
    },
  ],
};
