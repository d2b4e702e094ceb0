declare module '@20minutes/s3rver' {
  export interface S3rverOptions {
    readonly address: string;
    readonly port: number;
    readonly allowMismatchedSignatures?: boolean;
    readonly silent: boolean;
    readonly directory: string;
    readonly vhostBuckets: boolean;
    readonly configureBuckets: readonly { readonly name: string }[];
  }
  const S3rver: new (options: S3rverOptions) => { run(): Promise<{ readonly port: number }>; close(): Promise<void> };
  export default S3rver;
}
