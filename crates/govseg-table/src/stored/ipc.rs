//! Arrow IPC, message by message. A file says itself how long its parts are; none of it is believed before there is
//! room made for them, since a process that asks for too much memory is ended.

use std::collections::HashMap;
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::Buffer;
use arrow_ipc::convert::fb_to_schema;
use arrow_ipc::reader::{read_dictionary, read_footer_length, read_record_batch};
use arrow_ipc::{Block, root_as_footer, root_as_message};
use arrow_schema::{ArrowError, Schema, SchemaRef};

/// How many bytes a packed buffer may have unpacked, and how many one packed byte can become: no more in the two
/// methods that there are.
const MOST: u64 = 2 << 30;
const MOST_OF_ONE: u64 = 1 << 15;

/// What stands before a message, and then its length.
const MARKER: [u8; 4] = [0xff; 4];

/// How many bytes stand behind the footer of a file: its length, and the name of the format.
const END: usize = 10;

fn damaged(reason: impl Into<String>) -> ArrowError {
    ArrowError::IpcError(format!("it is damaged: {}", reason.into()))
}

/// What was read so far.
struct Decoder {
    schema: SchemaRef,
    dictionaries: HashMap<i64, ArrayRef>,
}

impl Decoder {
    fn new(schema: Schema) -> Self {
        Self { schema: Arc::new(schema), dictionaries: HashMap::new() }
    }

    /// A batch, or a dictionary, which is kept for the batches to come.
    fn decode(&mut self, message: &[u8], body: &Buffer) -> Result<Option<RecordBatch>, ArrowError> {
        let message = root_as_message(message).map_err(|error| damaged(error.to_string()))?;
        let version = message.version();
        if let Some(dictionary) = message.header_as_dictionary_batch() {
            dictionary.data().map_or(Ok(()), |batch| unpackable(batch, body))?;
            read_dictionary(body, dictionary, &self.schema, &mut self.dictionaries, &version)?;
            return Ok(None);
        }
        let batch = message.header_as_record_batch().ok_or_else(|| {
            damaged(format!("a message is of type {:?} where rows are expected", message.header_type()))
        })?;
        unpackable(batch, body)?;
        read_record_batch(body, batch, self.schema.clone(), &self.dictionaries, None, &version).map(Some)
    }
}

/// Checks that packed buffers can be as long as they say.
fn unpackable(batch: arrow_ipc::RecordBatch<'_>, body: &[u8]) -> Result<(), ArrowError> {
    for buffer in batch.buffers().into_iter().flatten().filter(|_| batch.compression().is_some()) {
        let place = |at: i64| usize::try_from(at).ok();
        let (begin, end) = (place(buffer.offset()), place(buffer.offset().saturating_add(buffer.length())));
        // An empty buffer says nothing, and what is out of place is refused when it is read.
        let bytes = begin.zip(end).and_then(|(begin, end)| body.get(begin..end)).unwrap_or_default();
        let said = bytes.first_chunk().map_or(0, |said| i64::from_le_bytes(*said));
        let most = MOST.min((bytes.len() as u64).saturating_mul(MOST_OF_ONE));
        if u64::try_from(said).is_ok_and(|said| said > most) {
            let length = bytes.len();
            return Err(damaged(format!("{length} packed bytes say that they are {said}, and can be {most} at most")));
        }
    }
    Ok(())
}

/// The batches of a stream.
pub(super) struct Stream<R> {
    reader: R,
    decoder: Decoder,
}

impl<R: Read> Stream<R> {
    pub(super) fn new(mut reader: R) -> Result<Self, ArrowError> {
        let (message, _) = next(&mut reader)?.ok_or_else(|| damaged("it is empty"))?;
        let message = root_as_message(&message).map_err(|error| damaged(error.to_string()))?;
        let schema = message.header_as_schema().ok_or_else(|| damaged("it does not begin with its columns"))?;
        native(schema)?;
        Ok(Self { reader, decoder: Decoder::new(fb_to_schema(schema)) })
    }

    pub(super) fn schema(&self) -> SchemaRef {
        self.decoder.schema.clone()
    }
}

impl<R: Read> Iterator for Stream<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let batch = match next(&mut self.reader) {
                Ok(Some((message, body))) => self.decoder.decode(&message, &body).transpose(),
                Ok(None) => return None,
                Err(error) => Some(Err(error)),
            };
            if batch.is_some() {
                return batch;
            }
        }
    }
}

/// The next message of a stream, and its body.
fn next(reader: &mut impl Read) -> Result<Option<(Vec<u8>, Buffer)>, ArrowError> {
    let mut length = Vec::new();
    reader.take(4).read_to_end(&mut length)?;
    if length == MARKER {
        length.clear();
        reader.take(4).read_to_end(&mut length)?;
    }
    let length = match length.first_chunk() {
        Some(length) => i32::from_le_bytes(*length),
        None if length.is_empty() => 0,
        None => return Err(damaged("it is cut off")),
    };
    if length == 0 {
        return Ok(None);
    }
    let bytes = exactly(reader, length.into())?;
    let message = root_as_message(&bytes).map_err(|error| damaged(error.to_string()))?;
    let body = exactly(reader, message.bodyLength())?;
    Ok(Some((bytes, body.into())))
}

/// So many bytes. Room is made as they come.
fn exactly(reader: &mut impl Read, length: i64) -> Result<Vec<u8>, ArrowError> {
    let length = u64::try_from(length).map_err(|_| damaged(format!("a part has {length} bytes")))?;
    let mut bytes = Vec::new();
    let read = reader.take(length).read_to_end(&mut bytes)?;
    if read as u64 == length { Ok(bytes) } else { Err(damaged("it is cut off")) }
}

/// Fails where numbers are written in the other order of bytes.
fn native(schema: arrow_ipc::Schema<'_>) -> Result<(), ArrowError> {
    if schema.endianness().equals_to_target_endianness() {
        return Ok(());
    }
    Err(ArrowError::IpcError("its numbers have another order of bytes than this machine's; write it anew".into()))
}

/// The batches of a file.
pub(super) struct File<R> {
    reader: R,
    decoder: Decoder,
    blocks: std::vec::IntoIter<Block>,
}

impl<R: Read + Seek> File<R> {
    pub(super) fn new(mut reader: R) -> Result<Self, ArrowError> {
        let end = reader.seek(SeekFrom::End(0))?;
        let mut last = [0; END];
        let footer_end = end.checked_sub(END as u64).ok_or_else(|| damaged("it is cut off"))?;
        reader.seek(SeekFrom::Start(footer_end))?;
        reader.read_exact(&mut last)?;
        let length = read_footer_length(last)? as u64;
        let begin = footer_end.checked_sub(length).ok_or_else(|| damaged("its footer is longer than the file"))?;
        reader.seek(SeekFrom::Start(begin))?;
        let mut footer = Vec::new();
        reader.by_ref().take(length).read_to_end(&mut footer)?;
        let footer = root_as_footer(&footer).map_err(|error| damaged(error.to_string()))?;
        let schema = footer.schema().ok_or_else(|| damaged("its footer names no columns"))?;
        native(schema)?;
        let blocks = footer.recordBatches().into_iter().flatten().copied().collect::<Vec<_>>();
        let mut file = Self { reader, decoder: Decoder::new(fb_to_schema(schema)), blocks: blocks.into_iter() };
        for block in footer.dictionaries().into_iter().flatten() {
            file.part(block)?;
        }
        Ok(file)
    }

    pub(super) fn schema(&self) -> SchemaRef {
        self.decoder.schema.clone()
    }

    fn part(&mut self, block: &Block) -> Result<Option<RecordBatch>, ArrowError> {
        let place = u64::try_from(block.offset()).map_err(|_| damaged("its footer names a place before the file"))?;
        self.reader.seek(SeekFrom::Start(place))?;
        let message = exactly(&mut self.reader, block.metaDataLength().into())?;
        let body = exactly(&mut self.reader, block.bodyLength())?;
        let marked = message.strip_prefix(&MARKER).unwrap_or(&message);
        let message = marked.get(4..).ok_or_else(|| damaged("a part of it is too short"))?;
        self.decoder.decode(message, &body.into())
    }
}

impl<R: Read + Seek> Iterator for File<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let block = self.blocks.next()?;
            if let Some(batch) = self.part(&block).transpose() {
                return Some(batch);
            }
        }
    }
}
