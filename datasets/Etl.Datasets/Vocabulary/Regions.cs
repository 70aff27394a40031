namespace Etl.Datasets.Vocabulary;

/// <summary>
/// The sixteen sixteenths of the world's population in generated files. A region that fills several of them numbers its
/// people without gaps: ordinal = group × <c>places.Count</c> + the place's position.
/// </summary>
static class Regions
{
    public static readonly Region UnitedStates = new()
    {
        Countries = "United States,US,USA,usa,United States of America,UNITED STATES,us,united states",
        FirstNames =
            "James,Mary,Robert,Patricia,John,Jennifer,Michael,Linda,David,Elizabeth,William,Barbara,Richard,Susan,Joseph,"
            + "Jessica,Thomas,Sarah,Karen,Daniel,Nancy,Matthew,Lisa,José=jose,María=maria,Renée=renee,Zoë=zoe,DeShawn,Mei,Luis",
        LastNames =
            "Smith,Johnson,Williams,Brown,Jones,Garcia,Miller,Davis,Rodríguez=rodriguez,Martínez=martinez,Hernández=hernandez,"
            + "Lopez,Wilson,Anderson,Thomas,Taylor,Moore,Jackson,Lee,O'Brien=obrien,McDonald,St. John=stjohn,De La Cruz=delacruz,"
            + "Nguyen,Thompson,White,Núñez=nunez,Harris,Clark,Lewis",
        Cities = "New York,Los Angeles,Chicago,Houston,Phoenix,San Antonio,St. Louis,Winston-Salem,Boise,Cañon City",
        States = "NY,CA,IL,TX,AZ,FL,Missouri,NC,Idaho,CO",
        Phones = new PhonePlan(
            "1",
            "201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 "
                + "253 254 256 260 262 267 269 270 272 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 "
                + "319 320 321 323 325 330 331 334 336 337 339 346 347 351 352 360 361 385 386 401 402 404 405 406 407 408 409 "
                + "410 412 413 414 415 417 419 423 424 425 430 432 434 435 440 443 458 469 470 475 478 479 480 484 501 502 503 "
                + "504 505 507 508 509 510 512 513 515 516 517 518 520 530 531 534 539 540 541 551 559 561 562 563 567 570 571 "
                + "573 574 575 580 585 586 601 602 603 605 606 607 608 609 610 612 614 615 616 617 618 619 620 623 626 630 631 "
                + "636 641 646 650 651 660 661 662 678 682 701 702 703 704 706 707 708 712 713 714 715 716 717 718 719 720 724",
            7,
            IsNorthAmerican: true,
            WritesNational: true
        ),
    };

    public static readonly Region Canada = new()
    {
        Countries = "Canada,CA,CAN,canada,CANADA,ca",
        FirstNames =
            "Olivia,Noah,Émilie=emilie,Liam,Chloé=chloe,Benoît=benoit,Ava,Lucas,François=francois,Hélène=helene",
        LastNames = "Tremblay,Gagnon,Roy,Côté=cote,Bouchard,MacLeod,Singh,Li,Gauthier,Lévesque=levesque",
        Cities = "Toronto,Montréal,Vancouver,Québec,Calgary,Trois-Rivières,Halifax",
        States = "ON,QC,BC,AB,NS",
        PostalDigits = 0,
        Phones = new PhonePlan(
            "1",
            "204 226 236 249 250 289 306 343 403 416 418 431 437 438 450 506 514 519 579 581 587 604 613 647 705 709 778 780 "
                + "782 807 819 867 873 902 905",
            7,
            IsNorthAmerican: true,
            WritesNational: true
        ),
    };

    public static readonly Region UnitedKingdom = new()
    {
        Countries = "United Kingdom,GB,GBR,UK,united kingdom,Great Britain",
        FirstNames = "Oliver,Amelia,George,Isla,Harry,Siân=sian,Niamh,Jack,Poppy,Alistair",
        LastNames =
            "Evans,O'Connor=oconnor,Hughes,Fitzgerald,Campbell,Smythe-Jones=smythe-jones,Patel,Walker,Wright,Khan",
        Cities = "London,Leeds,Glasgow,Stoke-on-Trent,Bath,Cardiff,Kingston upon Hull",
        PostalDigits = 0,
        Phones = new PhonePlan(
            "44",
            "740 741 742 743 744 746 747 748 749 751 753 754 755 756 757 758 759 771 772 773 774 775 776 777 780 781 784 785 "
                + "786 787 788 789",
            7,
            WritesNational: true
        ),
    };

    public static readonly Region Germany = new()
    {
        Countries = "Germany,DE,DEU,germany,GERMANY,de",
        FirstNames = "Jürgen=juergen,Anna,Björn=bjoern,Sabine,Käthe=kaethe,Lukas,Mia,Günther=guenther,Heike,Jörg=joerg",
        LastNames =
            "Müller=mueller,Schmidt,Schneider,Weiß=weiss,Groß=gross,Schäfer=schaefer,von Hohenberg=vonhohenberg,Krüger=krueger,Wolf,Köhler=koehler",
        Cities = "Berlin,München,Köln,Düsseldorf,Frankfurt am Main,Gießen,Hamburg",
        States = "Bayern,NRW,Hessen,Thüringen",
        Phones = new PhonePlan(
            "49",
            "151 152 157 159 160 162 163 170 171 172 173 174 175 176 177 178 179",
            8,
            WritesNational: true
        ),
    };

    public static readonly Region France = new()
    {
        Countries = "France,FR,FRA,france,FRANCE",
        FirstNames =
            "Léa=lea,Théo=theo,Zoé=zoe,Éric=eric,Maëlle=maelle,Loïc=loic,Jean-Pierre=jean-pierre,Inès=ines,Hugo,Solène=solene",
        LastNames =
            "Lefèvre=lefevre,Dupont,Bernard,Géraud=geraud,D'Artagnan=dartagnan,Moreau,Çelik=celik,Petit,Noël=noel,Garnier",
        Cities = "Paris,Orléans,Nîmes,Saint-Étienne,Lyon,Besançon",
        Phones = new PhonePlan("33", "60 61 62 64 65 66 67 68 75 76 77 78", 7, WritesNational: true),
    };

    public static readonly Region Russia = new()
    {
        Countries = "Russia,RU,RUS,Russian Federation,russia",
        FirstNames =
            "Иван=ivan,Мария=maria,Дмитрий=dmitry,Ольга=olga,Сергей=sergey,Анна=anna,Алексей=alexey,Наталья=natalia",
        LastNames =
            "Иванов=ivanov,Смирнова=smirnova,Кузнецов=kuznetsov,Попов=popov,Соколова=sokolova,Лебедев=lebedev,Ёлкин=yolkin",
        Cities = "Москва,Санкт-Петербург,Казань,Нижний Новгород,Екатеринбург",
        PostalDigits = 6,
        Phones = new PhonePlan("7", "903 905 906 909 910 911 912 915 916 917 919 921 925 926", 7),
    };

    public static readonly Region Greece = new()
    {
        Countries = "Greece,GR,GRC,greece",
        FirstNames = "Γιώργος=giorgos,Μαρία=maria,Νίκος=nikos,Ελένη=eleni,Κώστας=kostas,Σοφία=sofia,Ιωάννης=ioannis",
        LastNames =
            "Παπαδόπουλος=papadopoulos,Νικολάου=nikolaou,Γεωργίου=georgiou,Αγγελόπουλος=angelopoulos,Οικονόμου=oikonomou",
        Cities = "Αθήνα,Θεσσαλονίκη,Πάτρα,Ηράκλειο,Λάρισα",
        Phones = new PhonePlan("30", "690 693 694 695 697 698 699", 7),
    };

    public static readonly Region China = new()
    {
        Countries = "China,CN,CHN,china",
        FirstNames =
            "伟=wei,芳=fang,娜=na,秀英=xiuying,敏=min,静=jing,丽=li,强=qiang,磊=lei,洋=yang,雨桐=yutong,梓涵=zihan",
        LastNames = "王=wang,李=li,张=zhang,刘=liu,陈=chen,杨=yang,赵=zhao,黄=huang,周=zhou,欧阳=ouyang,诸葛=zhuge",
        Cities = "北京,上海,广州,深圳,成都,西安,呼和浩特",
        States = "广东省,四川省,陕西省",
        PostalDigits = 6,
        Phones = new PhonePlan("86", "130 131 132 133 135 136 137 138 139 150 151 152 158 159 176 180 186 188 189", 8),
    };

    public static readonly Region Japan = new()
    {
        Countries = "Japan,JP,JPN,japan",
        FirstNames = "陽翔=haruto,さくら=sakura,健太=kenta,美咲=misaki,ケンジ=kenji,結衣=yui,大輔=daisuke,葵=aoi",
        LastNames =
            "佐藤=sato,鈴木=suzuki,高橋=takahashi,田中=tanaka,渡辺=watanabe,伊藤=ito,山本=yamamoto,小林=kobayashi",
        Cities = "東京都,大阪市,京都市,札幌市,福岡市,名古屋市",
        PostalDigits = 7,
        Phones = new PhonePlan("81", "801 802 803 804 805 806 807 808 809 901 902 903 904 905 906 907 908 909", 7),
    };

    public static readonly Region Korea = new()
    {
        Countries = "South Korea,KR,KOR,south korea",
        FirstNames = "민준=minjun,서연=seoyeon,지훈=jihoon,수빈=subin,예준=yejun,하은=haeun,도윤=doyun",
        LastNames = "김=kim,이=lee,박=park,최=choi,정=jung,강=kang,조=cho,남궁=namgung",
        Cities = "서울,부산,인천,대구,대전,광주",
        Phones = new PhonePlan("82", "102 103 104 106 107 108 109", 7),
    };

    public static readonly Region India = new()
    {
        Countries = "India,IN,IND,india,INDIA",
        FirstNames = "आरव=aarav,प्रिया=priya,विवेक=vivek,अनन्या=ananya,Rahul,Deepika,ரவி=ravi,সুমিত=sumit",
        LastNames = "शर्मा=sharma,वर्मा=verma,गुप्ता=gupta,Iyer,सिंह=singh,Mukherjee,குமார்=kumar,दास=das",
        Cities = "Mumbai,नई दिल्ली,Bengaluru,चेन्नई,Kolkata,पुणे",
        States = "Maharashtra,Karnataka,Tamil Nadu",
        PostalDigits = 6,
        Phones = new PhonePlan("91", "70 74 80 81 83 87 88 90 91 94 96 97 98 99", 8),
    };

    public static readonly Region Egypt = new()
    {
        Countries = "Egypt,EG,EGY,egypt",
        FirstNames = "محمد=mohamed,فاطمة=fatima,أحمد=ahmed,مريم=mariam,يوسف=youssef,عبد الرحمن=abdelrahman,ليلى=laila",
        LastNames = "حسن=hassan,إبراهيم=ibrahim,السيد=elsayed,منصور=mansour,فاروق=farouk,عبد الله=abdullah",
        Cities = "القاهرة,الإسكندرية,الجيزة,أسوان,Port Said",
        Phones = new PhonePlan("20", "10 11 12 15", 8),
    };

    /// <summary>Sixteen places; the identities of one group of sixteen are dealt out over them.</summary>
    public static readonly RegionPlace[] Places = Deal([
        (UnitedStates, 5),
        (Canada, 1),
        (UnitedKingdom, 1),
        (Germany, 1),
        (France, 1),
        (Russia, 1),
        (Greece, 1),
        (China, 1),
        (Japan, 1),
        (Korea, 1),
        (India, 1),
        (Egypt, 1),
    ]);

    static RegionPlace[] Deal((Region Region, int Count)[] shares) =>
        [
            .. shares.SelectMany(share =>
                Enumerable.Range(0, share.Count).Select(ordinal => new RegionPlace(share.Region, ordinal, share.Count))
            ),
        ];
}
