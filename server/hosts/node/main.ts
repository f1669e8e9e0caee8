/** The language server as a process of its own. */
import { leaveRoomInHeap } from './leaveRoomInHeap.ts';
import { startNodeServer } from './nodeServer.ts';

process.once('exit', leaveRoomInHeap);
startNodeServer();
