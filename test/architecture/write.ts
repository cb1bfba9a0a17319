import { writePicture } from './picture.ts';

writePicture();
