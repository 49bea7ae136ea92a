//! Characters of Chinese names that are written in two ways. Knows no reading and no meaning.

/// Traditional; each stands where its simplified form does.
const TRADITIONAL: &str = "張陳劉黃吳楊趙孫馬蘇葉許鄭羅謝韓蔣鄧馮譚陸範龍鐘鍾盧賴簡顧蕭\
    肖衛鄒嚴龔聶歐陽諸單齊鮑莊湯賀龐寧紀項閔關權賈偉麗華強軍國東\
    紅蘭鳳傑業義慶興學曉雲瓊瑩靜潔穎藝亞詩貞賢達遠勝書長開億愛順\
    豐寶寬貴財鵬鶯鴻澤濤淵鋒銘鈞鋼錦鎮飛駿輝輪軒連運進後從憶懷應\
    戀揚攝時晉會樂樹橋歡漢煒煥爾瑋環畫發盡禮穀積納純細紹組結絲維\
    綱網緒線縣績織繼續纓習聖聞聰肅腦與艷蒼蓮薩藍蘆螢裏裝見親計記\
    訓設詠詢話誠語說調諾識議讀變讓";
const SIMPLIFIED: &str = "张陈刘黄吴杨赵孙马苏叶许郑罗谢韩蒋邓冯谭陆范龙钟钟卢赖简顾萧\
    萧卫邹严龚聂欧阳诸单齐鲍庄汤贺庞宁纪项闵关权贾伟丽华强军国东\
    红兰凤杰业义庆兴学晓云琼莹静洁颖艺亚诗贞贤达远胜书长开亿爱顺\
    丰宝宽贵财鹏莺鸿泽涛渊锋铭钧钢锦镇飞骏辉轮轩连运进后从忆怀应\
    恋扬摄时晋会乐树桥欢汉炜焕尔玮环画发尽礼谷积纳纯细绍组结丝维\
    纲网绪线县绩织继续缨习圣闻聪肃脑与艳苍莲萨蓝芦萤里装见亲计记\
    训设咏询话诚语说调诺识议读变让";

/// The simplified form of a traditional character, if it is often found in names.
pub(super) fn simplified(c: char) -> Option<&'static str> {
    if !matches!(c, '\u{4E00}'..='\u{9FFF}') {
        return None;
    }
    // All are three bytes long.
    let at = TRADITIONAL.find(c)?;
    SIMPLIFIED.get(at..at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_traditional_character_has_one_simplified_form_that_stays() {
        assert_eq!(TRADITIONAL.len(), SIMPLIFIED.len());
        for (one, other) in TRADITIONAL.chars().zip(SIMPLIFIED.chars()) {
            assert_eq!(simplified(one), Some(other.to_string().as_str()), "{one}");
            assert_eq!(simplified(other), None, "{other}");
        }
    }
}
