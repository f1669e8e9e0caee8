/** Version of the package; package.json's is tested equal to it. */
export const version = '0.1.0';
