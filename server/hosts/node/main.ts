/** The language server as a process of its own. */
import { startNodeServer } from './nodeServer.ts';

startNodeServer();
