import { code, say, type Topic } from '../../said.ts';

export const servers: Topic = {
  about: say`Backups can go straight to a server, without any cloud program on this computer. They are encrypted before they leave; the provider never sees your customers.`,
  parts: [
    {
      title: 'WebDAV (Nutstore, Nextcloud)',
      steps: [
        say`Sign in on the website of the service. In Nutstore, open the security options of your account, add an application under third-party apps and create an app password.`,
        say`Make a folder there, for example ${code('backup')}.`,
        say`In Regulars, go to ${'backup.nav'}, press ${'backup.places.add'} and choose ${'backup.adding.way.webdav'}.`,
        say`${'backup.remote.url'} is ${code('https://dav.jianguoyun.com/dav/backup')}, ${'backup.remote.user'} the e-mail you sign in with, ${'backup.remote.secret'} what was created in the first step, not the password you sign in with.`,
        say`Press ${'backup.remote.test'}: a file is really written, read back and deleted. If that works, press ${'backup.adding.button'}.`,
      ],
      points: [say`Nextcloud is the same: its address is under “Files → Settings”, app passwords under “Personal settings → Security”.`],
    },
    {
      title: 'Object storage (S3)',
      steps: [
        say`Make a bucket with your provider, and keep it private.`,
        say`Make an access key that can read and write this bucket only; do not use that of your main account.`,
        say`Press ${'backup.places.add'}, choose ${'backup.adding.way.s3'} and fill in ${'backup.remote.endpoint'}, ${'backup.remote.bucket'}, ${'backup.remote.keyId'} and ${'backup.remote.key'}.`,
        say`Press ${'backup.remote.test'}, then ${'backup.adding.button'}.`,
      ],
    },
    {
      title: 'Later',
      points: [
        say`When the network is down or the server busy, it tries again by itself.`,
        say`If the app password changes, choose ${'backup.remote.change'} for the place. It is kept in the encrypted book only and never shown again.`,
        say`Write the address and the user name down on paper as well. When the computer is gone, you need them to find the backups.`,
      ],
    },
  ],
};
